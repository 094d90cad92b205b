namespace Harness.Checks.Dockerfiles;

/// <summary>DF017: No stage is bound to one platform.</summary>
internal sealed class PlatformIsOpen() : DockerfileCheck(new CheckInfo
{
    Id = "DF017",
    Title = "No stage is tied to one platform",
    Guide = [GuideSection.MultiArchPaths],
    AppliesTo = "every Dockerfile",
    Why = "A constant --platform gives every build that platform: the image for arm64 then contains amd64 programs, which start under emulation or "
        + "not at all.",
    Remedy = "Omit --platform, or use --platform=$BUILDPLATFORM for a stage that cross-compiles. A stage that is meant for one platform has that "
        + "platform in its name.",
    BreaksWith = "FROM --platform=linux/amd64",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM --platform=linux/amd64 ${PYTHON_BASE} AS final
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.Build.Stages
        .Where(stage => stage.Stage.From.FlagOf("platform")?.Value is { Value.Length: > 0 } platform
            && !platform.Value.Contains('$', StringComparison.Ordinal)
            && !Parts(platform.Value).Any(part => stage.Stage.Name?.Contains(part, StringComparison.OrdinalIgnoreCase) == true))
        .Select(stage => new Flaw(
            stage.Stage.From.FlagOf("platform")!.Position,
            $"--platform={stage.Stage.From.FlagOf("platform")!.Value!.Value} holds for every build, whatever platform it is for"));

    private static IEnumerable<string> Parts(string platform) => platform.Split('/').Take(2).Where(part => part.Length > 2);
}
