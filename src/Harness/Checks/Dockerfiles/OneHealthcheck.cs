namespace Harness.Checks.Dockerfiles;

/// <summary>DF018.</summary>
internal sealed class OneHealthcheck() : DockerfileCheck(RuleInfo.Of(
    "DF018",
    "A stage has one HEALTHCHECK",
    "Dockerfile Template",
    "Only the last one counts: the others look as if they did.",
    "Keep the last.",
    "two of them in a stage",
    new(
        """
        FROM ${PYTHON_BASE} AS final
        HEALTHCHECK CMD ["/probe", "a"]
        HEALTHCHECK CMD ["/probe", "b"]
        """,
        """
        FROM ${PYTHON_BASE} AS final
        HEALTHCHECK CMD ["/probe", "b"]
        """)))
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.Build.Stages
        .SelectMany(stage => stage.Stage.Instructions.Where(instruction => instruction.Keyword == "HEALTHCHECK").SkipLast(1))
        .Select(instruction => new Flaw(instruction.Position, "this HEALTHCHECK never counts: a later one of the same stage replaces it"));
}
