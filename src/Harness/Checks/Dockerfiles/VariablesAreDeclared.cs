using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF014: every variable in FROM and in the instructions is declared.</summary>
internal sealed partial class VariablesAreDeclared() : DockerfileCheck(new CheckInfo
{
    Id = "DF014",
    Title = "Every variable in FROM and in the instructions is declared",
    Guide = [GuideSection.VersionArgs],
    AppliesTo = "every Dockerfile",
    Why = "A variable that nothing declares is silently empty: FROM ${REGISTY}/python starts from another image, ENV HOME=/opt/${APP_VERSOIN} sets "
        + "another path.",
    Remedy = "Declare it: before the first FROM where a FROM uses it, otherwise with ARG in the stage. Where the finding names a similar variable, "
        + "that one was probably meant. Variables that the base's ENV sets are not known here and not required to be declared.",
    BreaksWith = "FROM ${NOPE}/a; a mistyped variable; ENV A=1 B=$A",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            ARG DHI_REGISTRY=dhi.io
            FROM ${DHI_REGISTY}/python:3.13
            """,
        Mend =
            """
            ARG DHI_REGISTRY=dhi.io
            FROM ${DHI_REGISTRY}/python:3.13
            """,
    },
})
{
    /// <summary>Names shorter than this are too near to each other to say that one was meant.</summary>
    private const int LeastLength = 5;

    private static readonly HashSet<string> Platform = new(
        ["BUILDARCH", "BUILDOS", "BUILDPLATFORM", "BUILDVARIANT", "TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETSTAGE", "TARGETVARIANT"],
        StringComparer.Ordinal);

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
    [
        .. subject.Build.Stages.SelectMany(stage => InFrom(subject, stage)),
        .. subject.Build.Stages.SelectMany(stage => stage.Instructions.SelectMany(instruction => InInstruction(subject, stage, instruction))),
    ];

    private static IEnumerable<Flaw> InFrom(DockerfileSubject subject, ResolvedStage stage)
    {
        var undeclared = new[] { stage.Stage.Base, stage.Stage.From.FlagOf("platform")?.Value }
            .OfType<SourceText>()
            .SelectMany(Uses)
            .Where(use => !subject.Build.Globals.ContainsKey(use.Name) && !Platform.Contains(use.Name))
            .DistinctBy(use => use.Name)
            .ToList();
        foreach (var use in undeclared)
        {
            yield return new Flaw(
                use.Position, $"no ARG before the first FROM declares {use.Name}, so it is empty{Suggestion.For(use.Name, subject.Build.Globals.Keys)}");
        }

        if (undeclared.Count > 0 || stage is not { ImageKnown: true, Parent: null })
        {
            yield break;
        }

        if (stage is { Image: null, IsScratch: false })
        {
            yield return new Flaw(stage.Stage.Base.Start, "with the defaults of the ARGs this names no image");
        }
        else if (stage.Image is { } image && !Reference().IsMatch(image))
        {
            yield return new Flaw(stage.Stage.Base.Start, $"with the defaults of the ARGs this is '{image}', which is no reference of an image");
        }
    }

    private static IEnumerable<Flaw> InInstruction(DockerfileSubject subject, ResolvedStage stage, ResolvedInstruction resolved)
    {
        if (resolved.Keyword == "RUN")
        {
            return InRun(subject, resolved);
        }

        var own = resolved.Keyword == "ENV" ? resolved.Instruction.Settings.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal) : [];
        return Texts(resolved.Instruction)
            .SelectMany(Uses)
            .Where(use => !Known(subject, resolved, use.Name))
            .Select(use => (use.Position, Problem: own.Contains(use.Name)
                ? $"{use.Name} is set by this very ENV and not yet there: a second ENV below sees it"
                : Problem(subject, resolved, use.Name, stage.Base.Distribution == Distribution.None)))
            .Where(found => found.Problem is not null)
            .Select(found => new Flaw(found.Position, found.Problem!));
    }

    /// <summary>In a script only what is nearly the name of a variable that the Dockerfile declares, and that no script sets.</summary>
    private static IEnumerable<Flaw> InRun(DockerfileSubject subject, ResolvedInstruction run)
    {
        var variables = subject.Scripts(run).SelectMany(script => script.Variables)
            .Where(use => use.Name.Length >= LeastLength && use.Name.All(letter => !char.IsAsciiLetterLower(letter)) && !Known(subject, run, use.Name))
            .DistinctBy(use => use.Name)
            .Take(100)
            .ToList();
        if (variables.Count == 0)
        {
            return [];
        }

        var words = subject.Scripts(run)
            .SelectMany(script => script.Items)
            .SelectMany(item => item.Words)
            .Select(word => word.Text.Split('=', 2)[0].TrimEnd('+'))
            .ToHashSet(StringComparer.Ordinal);
        var mounted = run.Instruction.Flags.Where(flag => flag.Name == "mount").Select(flag => flag.Value?.Value ?? "").ToList();
        return variables
            .Where(use => !words.Contains(use.Name) && !mounted.Exists(mount => mount.Contains($"env={use.Name}", StringComparison.Ordinal)))
            .Select(use => (use.Position, Problem: Problem(subject, run, use.Name, claim: false)))
            .Where(found => found.Problem is not null)
            .Select(found => new Flaw(found.Position, found.Problem!));
    }

    private static bool Known(DockerfileSubject subject, ResolvedInstruction resolved, string name) =>
        resolved.Scope.Declares(name) || name == "PATH" || Platform.Contains(name) || subject.Build.Globals.ContainsKey(name)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) || name.StartsWith("BUILDKIT_", StringComparison.Ordinal) || name == "SOURCE_DATE_EPOCH"
        || char.IsAsciiDigit(name[0]);

    private static string? Problem(DockerfileSubject subject, ResolvedInstruction resolved, string name, bool claim)
    {
        var declared = resolved.Scope.Args.Keys
            .Concat(resolved.Scope.Env.Keys)
            .Concat(subject.Build.Globals.Keys)
            .Distinct()
            .Where(other => IsNear(name, other))
            .Take(1)
            .ToList();
        return declared is [var near] ? $"nothing declares {name}, so it is empty; did you mean '{near}'?"
            : claim ? $"nothing declares {name}, so it is empty: scratch sets no variables"
            : null;
    }

    /// <summary>One letter more, less, changed or swapped with its neighbour.</summary>
    private static bool IsNear(string name, string other)
    {
        if (name.Length < LeastLength || other.Length < LeastLength || Math.Abs(name.Length - other.Length) > 1)
        {
            return false;
        }

        var start = 0;
        while (start < name.Length && start < other.Length && name[start] == other[start])
        {
            start++;
        }

        var end = 0;
        while (end < Math.Min(name.Length, other.Length) - start && name[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }

        var (left, right) = (name[start..^end], other[start..^end]);
        // Names that differ by a digit alone are a family: FILE_1, FILE_2.
        return !left.Concat(right).Any(char.IsAsciiDigit)
            && ((left.Length <= 1 && right.Length <= 1) || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]));
    }

    private static IEnumerable<SourceText> Texts(Instruction instruction) => instruction.Keyword switch
    {
        "ENV" or "LABEL" or "ARG" => instruction.Settings.Select(setting => setting.Value).OfType<SourceText>(),
        "COPY" or "ADD" => instruction.Flags.Where(flag => flag.Name is "chown" or "chmod" or "checksum").Select(flag => flag.Value).OfType<SourceText>()
            .Concat(instruction.Paths)
            .Concat(instruction.Heredocs.Where(heredoc => heredoc.Expands).Select(heredoc => heredoc.Body)),
        "WORKDIR" or "USER" or "EXPOSE" or "VOLUME" or "STOPSIGNAL" => [instruction.Arguments],
        _ => [],
    };

    private static IEnumerable<(string Name, SourcePosition Position)> Uses(SourceText text) => text.Value.Contains('$', StringComparison.Ordinal)
        ? Variable().Matches(text.Value).Where(match => match.Groups["name"].Success).Select(match => (match.Groups["name"].Value, text.At(match.Index)))
        : [];

    /// <summary>With a default of its own, a variable may be unset.</summary>
    [GeneratedRegex(@"'[^']*'|\\.|\$\{[A-Za-z_][A-Za-z0-9_]*:?[-+?]|\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.Singleline)]
    private static partial Regex Variable();

    [GeneratedRegex(
        "^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]+)?/|\\[[0-9a-fA-F:]+\\](:[0-9]+)?/)?"
            + "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
