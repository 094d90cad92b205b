namespace Harness.Checks.Dockerfiles;

/// <summary>DF021.</summary>
internal sealed class ManyIntoADirectory() : DockerfileCheck(RuleInfo.Of(
    "DF021",
    "Several sources have a directory with a slash at its end as destination",
    "Dockerfile Template",
    "COPY a b /x fails: only a slash at the end says that /x is a directory.",
    "COPY a b /x/",
    "COPY a b /x",
    new(
        """
        FROM ${PYTHON_BASE} AS final
        COPY main.py util.py /app
        """,
        """
        FROM ${PYTHON_BASE} AS final
        COPY main.py util.py /app/
        """)))
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.WithTriggers
        .Where(copy => copy.Keyword is "COPY" or "ADD" && copy.Instruction.Paths.Count > 0)
        .Where(copy => copy.Instruction.Paths.Count - 1 + copy.Instruction.Heredocs.Count > 1)
        .Where(copy => copy.Expand(copy.Instruction.Paths[^1]) is { Known: true, Text: var target } && !IsDirectory(target))
        .Select(copy => new Flaw(copy.Instruction.Paths[^1].Start, $"{copy.Keyword} has several sources, and {copy.Instruction.Paths[^1].Value} has no slash at its end"));

    private static bool IsDirectory(string target) =>
        target.EndsWith('/') || target.EndsWith('\\') || target is "." or ".." || target.EndsWith("/.", StringComparison.Ordinal) || target.EndsWith("/..", StringComparison.Ordinal);
}
