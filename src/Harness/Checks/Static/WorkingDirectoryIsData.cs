using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG004: main starts where users' files are.</summary>
internal sealed class WorkingDirectoryIsData() : StaticCheck(new CheckInfo
{
    Id = "CFG004",
    Title = "The working directory is /mnt/data",
    Guide = [GuideSection.DockerfileTemplate],
    AppliesTo = "every language image",
    Why = "Users' files are in /mnt/data. A program that is given no working directory starts in main's, and bases bring others: node has /app, "
        + "golang has /go.",
    Remedy = "Put WORKDIR /mnt/data into the final stage, after the COPY that creates /mnt/data with its owner.",
    BreaksWith = "WORKDIR /app",
    Example = new()
    {
        Fault =
            """
            FROM ${NODE_BASE} AS final
            WORKDIR /app
            """,
        Mend =
            """
            FROM ${NODE_BASE} AS final
            WORKDIR /mnt/data
            """,
    },
})
{
    private const string Expected = SandboxSpec.DataDirectory;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["WORKDIR"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var directory = snapshot.Config.WorkingDirectory;
        return new Finding(
            directory == Expected,
            $"WORKDIR {Expected}",
            directory.Length == 0 ? "WORKDIR is not set, which means /" : $"WORKDIR is {directory}");
    }
}
