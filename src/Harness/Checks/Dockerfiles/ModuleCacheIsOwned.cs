using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF006: the unprivileged user can write to the Go module cache.</summary>
internal sealed class ModuleCacheIsOwned() : DockerfileCheck(new CheckInfo
{
    Id = "DF006",
    Title = "The Go module cache is copied with --chown=65532:65532",
    Guide = [GuideSection.GoModuleCache],
    AppliesTo = "every Dockerfile",
    Why = "Modules downloaded in a builder belong to root. The go command writes lock files and transitive dependencies beside them, which as 65532 "
        + "fails with 'permission denied'.",
    Remedy = "COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod",
    BreaksWith = "COPY of /go/pkg/mod without --chown",
    Example = new()
    {
        Fault =
            """
            FROM ${GO_BASE} AS final
            COPY --from=builder /go/pkg/mod /go/pkg/mod
            """,
        Mend =
            """
            FROM ${GO_BASE} AS final
            COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.FinalLineage
        .SelectMany(stage => stage.Instructions)
        .Where(copy => copy.Keyword is "COPY" or "ADD" && copy.Instruction.Paths.Count > 1)
        .Where(copy => IsCache(Absolute(copy, copy.Instruction.Paths[^1]))
            || (copy.Instruction.FlagOf("from") is not null && copy.Instruction.Paths.SkipLast(1).Any(path => HasCache(copy, path))))
        .Where(copy => !IsOwned(copy))
        .Select(copy => new Flaw(
            copy.Instruction.FlagOf("chown")?.Position ?? copy.Instruction.Position,
            "the module cache is copied "
            + $"{(copy.Instruction.FlagOf("chown")?.Value is { } owner ? $"to the owner {copy.Expand(owner).Text}" : "without --chown, so it is root's")}"));

    /// <summary>Whether what is copied of another stage has the cache in it; a path of the build context is none of an image.</summary>
    private static bool HasCache(ResolvedInstruction copy, SourceText path) =>
        Paths.Normalize("/", Paths.WithoutPattern(copy.Expand(path).Text)) is var text && (text is "/go" || IsCache(text));

    private static string Absolute(ResolvedInstruction copy, SourceText path) =>
        Paths.Normalize(copy.WorkingDirectory, Paths.WithoutPattern(copy.Expand(path).Text));

    private static bool IsCache(string path) =>
        path.EndsWith("/go/pkg", StringComparison.Ordinal) || $"{path}/".Contains("/go/pkg/mod/", StringComparison.Ordinal);

    private static bool IsOwned(ResolvedInstruction copy) =>
        copy.Instruction.FlagOf("chown")?.Value is { } owner && copy.Expand(owner).Text is "65532:65532" or "65532";
}
