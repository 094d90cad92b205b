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

            foreach (var run in stage.Instructions.Where(instruction => instruction.Keyword == "RUN"))
            {
                if (run.Instruction.Arguments.Value.Contains("APT::Install-Recommends", StringComparison.Ordinal)
                    && subject.Scripts(run).SelectMany(script => script.Items).Any(item => item.Targets.Any(target => target.Text.StartsWith("/etc/apt/", StringComparison.Ordinal))))
                {
                    configured.Add(stage);
                }

                foreach (var flaw in Judge(subject, run, configured.Contains(stage)))
                {
                    yield return flaw;
                }
            }
        }
    }

    private static IEnumerable<Flaw> Judge(DockerfileSubject subject, ResolvedInstruction run, bool configured)
    {
        var commands = subject.Commands(run).ToList();
        var apt = commands.Select(AptCommand.Of).OfType<AptCommand>().ToList();
        foreach (var install in apt.Where(command => command.Verb == "install" && !configured && !WithoutRecommends(command)))
        {
            yield return new Flaw(install.Invocation.Position, $"{install.Invocation.Program} install without --no-install-recommends");
        }

        var last = apt.FindLastIndex(command => command.Verb is "update" or "install");
        if (last >= 0 && !KeepsListsOutside(run) && !commands.Any(command => command.Position > apt[last].Invocation.Position && RemovesLists(command)))
        {
            yield return new Flaw(apt[last].Invocation.Position, $"the package lists stay in the layer: nothing after it in this RUN removes {Lists}/*");
        }
    }

    private static bool WithoutRecommends(AptCommand command) =>
        command.Invocation.Has("--no-install-recommends", "-R")
        || command.Invocation.Arguments.Any(argument => argument.Text.Contains("Install-Recommends=", StringComparison.OrdinalIgnoreCase)
            && argument.Text.EndsWith('0') | argument.Text.EndsWith("false", StringComparison.OrdinalIgnoreCase) | argument.Text.EndsWith("no", StringComparison.OrdinalIgnoreCase));

    private static bool RemovesLists(Harness.Dockerfiles.Shell.Invocation command) =>
        (command.Program is "rm" or "find" && command.Arguments.Any(argument => argument.Text.StartsWith(Lists, StringComparison.Ordinal)))
        || AptCommand.Of(command)?.Verb is "dist-clean" or "distclean";

    /// <summary>A mount over the lists, or over a directory above them, keeps them out of the layer.</summary>
    private static bool KeepsListsOutside(ResolvedInstruction run) => run.Instruction.Flags
        .Where(flag => flag.Name == "mount" && flag.Value is not null)
        .Select(flag => run.Expand(flag.Value!).Text.Split(','))
        .Any(options => (options.Contains("type=cache") || options.Contains("type=tmpfs"))
            && options.Any(option => option.Split('=', 2) is ["target" or "dst" or "destination", var target]
                && $"{Lists}/".StartsWith(target.TrimEnd('/') + "/", StringComparison.Ordinal)));
}
