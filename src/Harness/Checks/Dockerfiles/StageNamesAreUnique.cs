namespace Harness.Checks.Dockerfiles;

/// <summary>DF016: each stage has a name of its own.</summary>
internal sealed class StageNamesAreUnique() : DockerfileCheck(new CheckInfo
{
    Id = "DF016",
    Title = "Each stage has a name of its own",
    Guide = [GuideSection.MultiStagePattern],
    AppliesTo = "every Dockerfile",
    Why = "If two stages share a name, COPY --from and --target take the last one, and FROM the one before it. scratch and context already mean "
        + "something else.",
    Remedy = "Give each stage a name that no other stage has.",
    BreaksWith = "two stages named builder; a stage named scratch",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${GO_BASE_DEV} AS builder
            FROM ${NODE_BASE_DEV} AS builder
            """,
        Mend =
            """
            FROM ${GO_BASE_DEV} AS go-builder
            FROM ${NODE_BASE_DEV} AS node-builder
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stage in subject.Build.Stages.Select(resolved => resolved.Stage).Where(stage => stage.Name is not null))
        {
            var position = stage.From.Words[^1].Start;
            if (stage.Name is "scratch" or "context")
            {
                yield return new Flaw(position, $"'{stage.Name}' means something else to BuildKit; another name");
            }

            if (!seen.TryAdd(stage.Name!, stage.From.Position.Line))
            {
                yield return new Flaw(position, $"the stage in line {seen[stage.Name!]} has the name '{stage.Name}' too");
            }
        }
    }
}
