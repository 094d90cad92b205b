using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG004.</summary>
internal sealed class WorkingDirectoryCheck() : StaticCheck(new CheckInfo(
    "CFG004",
    "The working directory is /mnt/data",
    "Dockerfile Template",
    "every language image",
    "Users' files are in /mnt/data. The directory of main is where a program without one of its own starts, and bases bring others: "
        + "node /app, golang /go.",
    "Put WORKDIR /mnt/data into the final stage, after /mnt/data was copied with its owner.",
    "WORKDIR /app")
{
    Example = new(
        """
        FROM ${NODE_BASE} AS final
        WORKDIR /app
        """,
        """
        FROM ${NODE_BASE} AS final
        WORKDIR /mnt/data
        """),
})
{
    private const string Expected = "/mnt/data";

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
