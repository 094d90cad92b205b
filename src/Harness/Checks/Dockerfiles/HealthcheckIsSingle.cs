namespace Harness.Checks.Dockerfiles;

/// <summary>DF018: a stage has one HEALTHCHECK.</summary>
internal sealed class HealthcheckIsSingle() : DockerfileCheck(new CheckInfo
{
    Id = "DF018",
    Title = "A stage has at most one HEALTHCHECK",
    Guide = [GuideSection.DockerfileBestPractices],
    AppliesTo = "every Dockerfile",
    Why = "Only the last one takes effect; the others only look as if they did.",
    Remedy = "Keep the last one.",
    BreaksWith = "two HEALTHCHECKs in a stage",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            HEALTHCHECK CMD ["/probe", "a"]
            HEALTHCHECK CMD ["/probe", "b"]
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            HEALTHCHECK CMD ["/probe", "b"]
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.Build.Stages
        .SelectMany(stage => stage.Stage.Instructions.Where(instruction => instruction.Keyword == "HEALTHCHECK").SkipLast(1))
        .Select(instruction => new Flaw(instruction.Position, "this HEALTHCHECK never counts: a later one of the same stage replaces it"));
}
