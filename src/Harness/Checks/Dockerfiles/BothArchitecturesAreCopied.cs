using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF010: the same Dockerfile builds on amd64 and on arm64.</summary>
internal sealed class BothArchitecturesAreCopied() : DockerfileCheck(new CheckInfo
{
    Id = "DF010",
    Title = "The library directories of both architectures are created before they are copied, and both are copied",
    Guide = [GuideSection.MultiArchPaths],
    AppliesTo = "every Dockerfile",
    Why = "COPY fails when its source does not exist. A stage has only the directory of its own architecture unless both are created, so that the "
        + "image builds on amd64 but not on arm64, or the other way round.",
    Remedy = "Run mkdir -p /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu in the stage that is copied from, then COPY both. Better still, "
        + "collect the files that are needed in a directory of your own and copy that.",
    BreaksWith = "one of the two directories missing",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DEBIAN_BASE_DEV} AS runtime-deps
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu
            """,
        Mend =
            """
            FROM ${DEBIAN_BASE_DEV} AS runtime-deps
            RUN mkdir -p /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu
            COPY --from=runtime-deps /usr/lib/aarch64-linux-gnu /usr/lib/aarch64-linux-gnu
            """,
    },
})
{
    private const string Amd64 = "x86_64-linux-gnu";
    private const string Arm64 = "aarch64-linux-gnu";

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var made = subject.Build.Stages.ToDictionary<ResolvedStage, ResolvedStage, HashSet<string>>(
            stage => stage, stage => Made(subject, stage), ReferenceEqualityComparer.Instance);
        return subject.Build.Stages.SelectMany(stage => Judge(subject, stage, made));
    }

    /// <summary>Whether both stages are of one architecture in every build, because their platform is written out.</summary>
    private static bool IsPinned(ResolvedStage stage, ResolvedStage? source) =>
        stage.PlatformIsConstant && (source is null || (source.PlatformIsConstant && source.Platform.Text == stage.Platform.Text));

    private static IEnumerable<Flaw> Judge(DockerfileSubject subject, ResolvedStage stage, Dictionary<ResolvedStage, HashSet<string>> made)
    {
        var copies = stage.Instructions
            .Where(copy => copy.Keyword == "COPY" && copy.Instruction.FlagOf("from")?.Value is not null)
            .SelectMany(copy => copy.Instruction.Paths.SkipLast(1).Select(source => (
                From: copy.Expand(copy.Instruction.FlagOf("from")!.Value!).Text,
                Path: Paths.Normalize("/", copy.Expand(source).Text),
                source.Start)))
            .Where(copy => ArchitectureOf(copy.Path) is not null)
            .ToList();
        var copied = copies.Select(copy => (copy.From, copy.Path)).ToHashSet();
        foreach (var (from, path, position) in copies)
        {
            if (IsPinned(stage, subject.Build.StageOf(from)))
            {
                continue;
            }

            var (own, other) = ArchitectureOf(path) == Amd64 ? (Amd64, Arm64) : (Arm64, Amd64);
            var twin = path.Replace($"/{own}", $"/{other}", StringComparison.Ordinal);
            if (!copied.Contains((from, twin)))
            {
                yield return new Flaw(position, $"{path} is copied and {twin} is not: the image lacks its libraries on the other architecture");
            }

            if (subject.Build.StageOf(from) is { } source)
            {
                var directory = path[..(path.IndexOf($"/{own}", StringComparison.Ordinal) + own.Length + 1)];
                if (!source.Lineage.Any(ancestor => made[ancestor].Contains(directory)))
                {
                    yield return new Flaw(
                        position, $"nothing in {source.Stage.Title} makes {directory}, which exists on one architecture alone: COPY fails on the other");
                }
            }
        }
    }

    private static string? ArchitectureOf(string path) =>
        $"{path}/".Contains($"/{Amd64}/", StringComparison.Ordinal) ? Amd64
        : $"{path}/".Contains($"/{Arm64}/", StringComparison.Ordinal) ? Arm64
        : null;

    private static HashSet<string> Made(DockerfileSubject subject, ResolvedStage stage) =>
    [
        .. stage.Instructions.SelectMany(run => subject.Commands(run)
            .Where(command => command.Program is "mkdir" or "install")
            .SelectMany(command => command.Arguments)
            .SelectMany(Braces)
            .Select(path => Paths.Normalize(run.WorkingDirectory, run.Expand(path).Text))
            .SelectMany(path => Paths.Above(path).Prepend(path))),
    ];

    /// <summary>The words that the braces of one make: <c>/usr/lib/{a,b}</c>; one pair of braces, which is what is written.</summary>
    private static IEnumerable<string> Braces(ShellWord word)
    {
        var open = word.Text.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : word.Text.IndexOf('}', open);
        return close < 0 || (open > 0 && word.Text[open - 1] == '$')
            ? [word.Text]
            : word.Text[(open + 1)..close].Split(',').Take(64).Select(part => string.Concat(word.Text.AsSpan(0, open), part, word.Text.AsSpan(close + 1)));
    }
}
