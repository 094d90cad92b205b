namespace Harness.Checks.Dockerfiles;

/// <summary>DF021: several sources have a directory with a slash at its end as destination.</summary>
internal sealed class SeveralSourcesHaveADirectory() : DockerfileCheck(new CheckInfo
{
    Id = "DF021",
    Title = "The destination of several sources is a directory with a trailing slash",
    Guide = [GuideSection.DockerfileBestPractices],
    AppliesTo = "every Dockerfile",
    Why = "COPY a b /x fails: only a trailing slash says that /x is a directory.",
    Remedy = "COPY a b /x/",
    BreaksWith = "COPY a b /x",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            COPY main.py util.py /app
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            COPY main.py util.py /app/
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.WithTriggers
        .Where(copy => copy.Keyword is "COPY" or "ADD" && copy.Instruction.Paths.Count > 0)
        .Where(copy => copy.Instruction.Paths.Count - 1 + copy.Instruction.Heredocs.Count > 1)
        .Where(copy => copy.Expand(copy.Instruction.Paths[^1]) is { Known: true, Text: var target } && !IsDirectory(target))
        .Select(copy => new Flaw(
            copy.Instruction.Paths[^1].Start,
            $"{copy.Keyword} has several sources, and {copy.Instruction.Paths[^1].Value} has no slash at its end"));

    private static bool IsDirectory(string target) =>
        target.EndsWith('/') || target.EndsWith('\\') || target is "." or ".."
        || target.EndsWith("/.", StringComparison.Ordinal) || target.EndsWith("/..", StringComparison.Ordinal);
}
