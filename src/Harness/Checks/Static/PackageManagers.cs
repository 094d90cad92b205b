using System.Collections.Frozen;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>The system package managers in an image, wherever they are.</summary>
internal static class PackageManagers
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "apk", "apt", "apt-get", "aptitude", "dnf", "dnf5", "dpkg", "emerge", "microdnf", "opkg", "pacman", "rpm", "tdnf", "yum", "zypper",
    ]);

    /// <summary>Each once, by the path under which it was met first.</summary>
    /// <param name="snapshot">The image.</param>
    public static IReadOnlyList<(string Path, FileEntry File)> In(ImageSnapshot snapshot) => Programs.Named(Names, snapshot);
}
