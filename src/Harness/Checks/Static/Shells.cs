using System.Collections.Frozen;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>The shells in an image, wherever they are and whoever may execute them.</summary>
public static class Shells
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "sh", "ash", "bash", "busybox", "busybox.static", "csh", "dash", "elvish", "fish", "ksh", "ksh93", "lksh", "mksh", "oksh",
        "posh", "pwsh", "rbash", "rksh", "rzsh", "tcsh", "toybox", "xonsh", "yash", "zsh",
    ]);

    /// <summary>Whether there is one.</summary>
    /// <param name="snapshot">The image.</param>
    public static bool AreIn(ImageSnapshot snapshot) => In(snapshot).Count > 0;

    internal static IReadOnlyList<(string Path, FileEntry File)> In(ImageSnapshot snapshot) => Programs.Named(Names, snapshot);
}
