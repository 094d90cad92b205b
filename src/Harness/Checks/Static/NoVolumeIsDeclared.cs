using Harness.Catalog;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG011: the sandbox decides what is mounted, not the image.</summary>
internal sealed class NoVolumeIsDeclared() : StaticCheck(new CheckInfo
{
    Id = "CFG011",
    Title = "No VOLUME but the data directory",
    Guide = [GuideSection.SandboxContract],
    AppliesTo = "every image, the sidecar too",
    Why = "An engine mounts a volume of its own at each VOLUME: a place that can be written although the root cannot, which no limit of the sandbox "
        + "counts and which is left behind. Over files that the image brings it hides later changes to them, and engines differ in whether they copy them.",
    Remedy = "Remove the VOLUME; a base's cannot be removed, so take another base or report it there. The sandbox mounts /mnt/data itself.",
    BreaksWith = "VOLUME /opt/packages; VOLUME /var/lib/data",
    Example = new()
    {
        Fault =
            """
            VOLUME /opt/packages
            """,
        Mend =
            """
            WORKDIR /mnt/data
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["VOLUME"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var volumes = snapshot.Config.Volumes;
        return Finding.Of(
            [.. volumes.Where(volume => volume.TrimEnd('/') != SandboxSpec.DataDirectory)
                .Order(StringComparer.Ordinal)
                .Select(volume => $"VOLUME {volume}{Covered(volume, snapshot.Files)}")],
            $"no VOLUME other than {SandboxSpec.DataDirectory}",
            volumes.Count == 0 ? "there is none" : $"VOLUME {SandboxSpec.DataDirectory} alone");
    }

    private static string Covered(string volume, RootFileSystem files)
    {
        var below = volume.TrimEnd('/') + "/";
        var count = files.All.Count(entry => entry.Type != FileType.Directory && entry.Path.StartsWith(below, StringComparison.Ordinal));
        return count == 0 ? ": nothing of the image is there, but it can be written" : $": {count} files of the image lie there";
    }
}
