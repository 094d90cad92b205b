using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF005: what a stage hands on is in its layers.</summary>
internal sealed class NothingComesFromCacheMounts() : DockerfileCheck(new CheckInfo
{
    Id = "DF005",
    Title = "Nothing that a later COPY takes comes from a cache mount",
    Guide = [GuideSection.CacheMounts],
    AppliesTo = "every Dockerfile",
    Why = "A cache mount exists only during its RUN and is not part of the layer. What was downloaded into it is missing from the stage, so that "
        + "COPY fails or copies an empty directory.",
    Remedy = "Do without the cache mount where a later stage copies the directory, or copy what is needed out of it within the same RUN.",
    BreaksWith = "--mount=type=cache,target=/go/pkg/mod followed by COPY --from of that directory",
    Example = new()
    {
        Fault =
            """
            FROM ${GO_BASE_DEV} AS builder
            RUN --mount=type=cache,target=/go/pkg/mod go mod download
            FROM ${GO_BASE} AS final
            COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod
            """,
        Mend =
            """
            FROM ${GO_BASE_DEV} AS builder
            RUN go mod download
            FROM ${GO_BASE} AS final
            COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var mounts = subject.Build.Stages.ToDictionary<ResolvedStage, ResolvedStage, Dictionary<string, Mount>>(
            stage => stage, Mounts, ReferenceEqualityComparer.Instance);
        foreach (var copy in subject.Instructions.Where(instruction => instruction.Keyword is "COPY"))
        {
            if (copy.Instruction.FlagOf("from")?.Value is not { } from || subject.Build.StageOf(copy.Expand(from).Text) is not { } source)
            {
                continue;
            }

            foreach (var path in copy.Instruction.Paths.SkipLast(1))
            {
                var taken = Paths.Normalize("/", Paths.WithoutPattern(copy.Expand(path).Text));
                if (source.Lineage
                        .Select(stage => mounts[stage].GetValueOrDefault(taken)
                            ?? Paths.Above(taken).Select(mounts[stage].GetValueOrDefault).FirstOrDefault(found => found is not null))
                        .FirstOrDefault(found => found is not null) is { } mount)
                {
                    yield return new Flaw(
                        path.Start,
                        $"{taken} comes from {source.Stage.Title}, where line "
                            + $"{mount.Line} has a cache mount at {mount.Target}: what was written there is not in the stage");
                }
            }
        }
    }

    /// <summary>The cache mounts of a stage, by target; a directory above one may be copied for what else it has.</summary>
    private static Dictionary<string, Mount> Mounts(ResolvedStage stage)
    {
        var mounts = new Dictionary<string, Mount>(StringComparer.Ordinal);
        foreach (var run in stage.Instructions.Where(instruction => instruction.Keyword == "RUN"))
        {
            foreach (var flag in run.Instruction.Flags.Where(flag => flag.Name == "mount"))
            {
                var options = flag.Value is null ? [] : run.Expand(flag.Value).Text.Split(',');
                var target = options.Select(option => option.Split('=', 2)).LastOrDefault(pair => pair is ["target" or "dst" or "destination", _])?[1];
                if (target is not null && options.Contains("type=cache"))
                {
                    var path = Paths.Normalize(run.WorkingDirectory, target);
                    mounts.TryAdd(path, new Mount(path, flag.Position.Line));
                }
            }
        }

        return mounts;
    }

    private sealed record Mount(string Target, int Line);
}
