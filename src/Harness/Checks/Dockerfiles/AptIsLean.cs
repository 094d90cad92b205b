using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF008: apt leaves in a layer what was asked for and nothing else.</summary>
internal sealed class AptIsLean() : DockerfileCheck(new CheckInfo
{
    Id = "DF008",
    Title = "apt installs no recommended packages, and its lists are removed in the same RUN",
    Guide = [GuideSection.DockerfileTemplate],
    AppliesTo = "every Dockerfile",
    Why = "Recommended packages bring in what nobody asked for, X11 and services among them. Lists that a later RUN removes stay in the layer below, "
        + "and lists from an earlier RUN are as old as the build cache.",
    Remedy = "Put apt-get update && apt-get install -y --no-install-recommends … && rm -rf /var/lib/apt/lists/* into one RUN.",
    BreaksWith = "apt-get install without --no-install-recommends; lists left behind or removed in another RUN",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DEBIAN_BASE_DEV} AS final
            RUN apt-get update && apt-get install -y gcc
            RUN rm -rf /var/lib/apt/lists/*
            """,
        Mend =
            """
            FROM ${DEBIAN_BASE_DEV} AS final
            RUN apt-get update && \
                apt-get install -y --no-install-recommends gcc && \
                rm -rf /var/lib/apt/lists/*
            """,
    },
})
{
    private const string Lists = "/var/lib/apt/lists";

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var configured = new HashSet<ResolvedStage>(ReferenceEqualityComparer.Instance);
        foreach (var stage in subject.Build.Stages)
        {
            if (stage.Parent is not null && configured.Contains(stage.Parent))
            {
                configured.Add(stage);
            }

            foreach (var instruction in stage.Instructions)
            {
                if (Configures(subject, instruction))
                {
                    configured.Add(stage);
                }

                foreach (var flaw in Judge(subject, instruction.Trigger ?? instruction, configured.Contains(stage)))
                {
                    yield return flaw;
                }
            }
        }
    }

    /// <summary>Whether it turns recommends off for apt by a file, or copies a file of apt's of which nobody knows what it says.</summary>
    private static bool Configures(DockerfileSubject subject, ResolvedInstruction instruction)
    {
        if (instruction.Keyword == "RUN")
        {
            return (instruction.Instruction.Arguments.Value.Contains("APT::Install-Recommends", StringComparison.Ordinal)
                    || instruction.Instruction.Heredocs.Any(heredoc => heredoc.Body.Value.Contains("APT::Install-Recommends", StringComparison.Ordinal)))
                && subject.Scripts(instruction).SelectMany(script => script.Items)
                    .Any(item => item.Targets.Any(IsOfApt) || (item.Invocation is { Program: "tee" } tee && tee.Arguments.Any(IsOfApt)));
        }

        if (instruction.Keyword is not ("COPY" or "ADD") || instruction.Instruction.Paths is not { Count: > 0 } paths)
        {
            return false;
        }

        var target = Paths.Normalize(instruction.WorkingDirectory, instruction.Expand(paths[^1]).Text);
        return instruction.Instruction.Heredocs is { Count: > 0 } heredocs
            ? IsApt(target) && heredocs.Any(heredoc => heredoc.Body.Value.Contains("Install-Recommends", StringComparison.OrdinalIgnoreCase))
            : target.StartsWith("/etc/apt/apt.conf", StringComparison.Ordinal)
                || (target is "/etc/apt" or "/etc" or "/"
                    && paths.SkipLast(1).Any(path => path.Value.Contains("apt.conf", StringComparison.Ordinal)
                        || path.Value.TrimEnd('/').EndsWith("/apt", StringComparison.Ordinal)));
    }

    private static bool IsOfApt(Harness.Dockerfiles.Shell.ShellWord word) => IsApt(word.Text);

    private static bool IsApt(string path) => path.StartsWith("/etc/apt", StringComparison.Ordinal);

    private static IEnumerable<Flaw> Judge(DockerfileSubject subject, ResolvedInstruction run, bool configured)
    {
        var commands = subject.Commands(run).ToList();
        var apt = commands.Select(AptCommand.Of).OfType<AptCommand>().Where(command => !command.IsSimulated).ToList();
        foreach (var install in apt.Where(command => command.Verb == "install" && !configured && !WithoutRecommends(command)))
        {
            yield return new Flaw(install.Invocation.Position, $"{install.Invocation.Program} install without --no-install-recommends");
        }

        var last = apt.FindLastIndex(command => command.Verb is "update" or "install");
        if (last >= 0 && !KeepsListsOutside(run) && !RemovesLists(commands, apt[last].Invocation.Position, run.WorkingDirectory))
        {
            yield return new Flaw(apt[last].Invocation.Position, $"the package lists stay in the layer: nothing after it in this RUN removes {Lists}/*");
        }
    }

    private static bool WithoutRecommends(AptCommand command) =>
        command.Invocation.Has("--no-install-recommends", "-R")
        || command.Invocation.Arguments.Any(argument => argument.Text.Contains("Install-Recommends=", StringComparison.OrdinalIgnoreCase)
            && argument.Text.EndsWith('0')
                | argument.Text.EndsWith("false", StringComparison.OrdinalIgnoreCase)
                | argument.Text.EndsWith("no", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a command behind a place removes the lists, wherever it has gone to before.</summary>
    private static bool RemovesLists(List<Harness.Dockerfiles.Shell.Invocation> commands, SourcePosition after, string directory)
    {
        foreach (var command in commands)
        {
            if (command.Program is "cd" or "pushd" && command.Arguments is [.., var to])
            {
                directory = Paths.Normalize(directory, to.Text);
            }
            else if (command.Position > after && (AptCommand.Of(command)?.Verb is "dist-clean" or "distclean"
                || (command.Program is "rm" or "find" && command.Arguments.Any(argument => IsLists(argument.Text, directory, command.Program == "rm")))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLists(string word, string directory, bool orAbove)
    {
        if (word.StartsWith('-') || word.Contains('$', StringComparison.Ordinal))
        {
            return false;
        }

        var path = Paths.Normalize(directory, word);
        return path.StartsWith(Lists, StringComparison.Ordinal)
            || (orAbove
                && (Braced(word).Any(one => $"{Lists}/".StartsWith(one.TrimEnd('/', '*') + "/", StringComparison.Ordinal) && one.Trim('/', '*').Length > 0)
                    || (path.TrimEnd('*', '/') is { Length: > 1 } above && $"{Lists}/".StartsWith(above + "/", StringComparison.Ordinal))));
    }

    /// <summary>The words that one pair of braces makes: <c>/var/lib/{apt,dpkg}/lists</c>.</summary>
    private static IEnumerable<string> Braced(string word)
    {
        var open = word.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : word.IndexOf('}', open);
        return close < 0 ? [] : word[(open + 1)..close].Split(',').Take(64).Select(part => string.Concat(word.AsSpan(0, open), part, word.AsSpan(close + 1)))
            .SelectMany(one => one.Contains('{', StringComparison.Ordinal) ? [] : (IEnumerable<string>)[one]);
    }

    /// <summary>A mount over the lists, or over a directory above them, keeps them out of the layer.</summary>
    private static bool KeepsListsOutside(ResolvedInstruction run) => run.Instruction.Flags
        .Where(flag => flag.Name == "mount" && flag.Value is not null)
        .Select(flag => run.Expand(flag.Value!).Text.Split(','))
        .Any(options => (options.Contains("type=cache") || options.Contains("type=tmpfs"))
            && options.Any(option => option.Split('=', 2) is ["target" or "dst" or "destination", var target]
                && $"{Lists}/".StartsWith(target.TrimEnd('/') + "/", StringComparison.Ordinal)));
}
