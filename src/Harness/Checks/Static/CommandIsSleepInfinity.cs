using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG002: main is the process that the sidecar looks for.</summary>
internal sealed class CommandIsSleepInfinity() : StaticCheck(new CheckInfo
{
    Id = "CFG002",
    Title = "CMD is sleep infinity",
    Guide = [GuideSection.MissingSleep],
    AppliesTo = "every language image",
    Why = "Main must stay up, and the sidecar recognises it by exactly this command line. With any other command, the sidecar finds no main process.",
    Remedy = "End the Dockerfile with CMD [\"sleep\", \"infinity\"] in exec form, even where the base has a CMD of its own.",
    BreaksWith = "CMD [\"python3\"]; CMD sleep infinity in shell form",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            CMD ["python3"]
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            CMD ["sleep", "infinity"]
            """,
    },
    NeverAlone = "Whatever else CMD says is what main then runs, and RUN001 sees that.",
})
{
    private static readonly string[] Expected = ["sleep", "infinity"];

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["CMD"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var command = snapshot.Config.Command;
        return new Finding(command.SequenceEqual(Expected), $"CMD {Shown.ExecForm(Expected)}", $"CMD is {Shown.ExecForm(command)}");
    }
}
