namespace Harness.Checks.Dockerfiles;

/// <summary>DF019: COPY takes nothing that .dockerignore leaves out.</summary>
internal sealed class CopiedFilesAreInTheContext() : DockerfileCheck(new CheckInfo
{
    Id = "DF019",
    Title = "COPY takes nothing that .dockerignore excludes",
    Guide = [GuideSection.DockerfileBestPractices],
    AppliesTo = "every Dockerfile",
    Why = "What .dockerignore excludes never reaches the build: COPY fails, or copies a directory without it.",
    Remedy = "Remove the entry from .dockerignore, or copy something else.",
    BreaksWith = "COPY of a file that .dockerignore excludes",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${NODE_BASE} AS final
            COPY node_modules /app/node_modules
            """,
        Mend =
            """
            FROM ${NODE_BASE} AS final
            COPY package.json /app/
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        // Where something is taken in again, what is left out cannot be told from the patterns.
        if (subject.Ignored is not { HasExceptions: false } ignored)
        {
            return [];
        }

        return subject.Instructions
            .Where(copy => copy.Keyword is "COPY" or "ADD" && copy.Instruction.FlagOf("from") is null && copy.Instruction.Paths.Count > 0)
            .SelectMany(copy => copy.Instruction.Paths.SkipLast(1).Select(path => (path.Start, Source: copy.Expand(path))))
            .Where(path => path.Source.Known && !path.Source.Text.Contains("://", StringComparison.Ordinal) && ignored.LeavesOut(path.Source.Text))
            .Select(path => new Flaw(path.Start, $"{path.Source.Text} is left out of the build context by .dockerignore"));
    }
}
