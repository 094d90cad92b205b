using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG002.</summary>
internal sealed class CommandCheck() : StaticCheck(new CheckInfo(
    "CFG002",
    "CMD is sleep infinity",
    "13. Missing sleep binary for default CMD",
    "every language image",
    "Main must stay up, and the sidecar knows it by exactly this command line. With another command the sidecar finds no main process.",
    "End the Dockerfile with CMD [\"sleep\", \"infinity\"] in exec form, also where the base has a CMD of its own.",
    "CMD [\"python3\"]; CMD sleep infinity in shell form")
{
    Example = new(
        """
        FROM ${PYTHON_BASE} AS final
        CMD ["python3"]
        """,
        """
        FROM ${PYTHON_BASE} AS final
        CMD ["sleep", "infinity"]
        """),
    NeverAlone = "Whatever CMD says instead is what main then runs, and RUN001 sees that.",
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
