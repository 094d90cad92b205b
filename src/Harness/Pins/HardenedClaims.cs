using Harness.Checks.Static;
using Harness.Snapshots;

namespace Harness.Pins;

/// <summary>
/// Holds what hardened images say of themselves, in annotations or labels, to what is found in them. What they say is not always
/// true: https://github.com/docker-hardened-images/catalog/issues/574.
/// </summary>
internal static class HardenedClaims
{
    private const string Variant = "com.docker.dhi.variant";
    private const string Shell = "com.docker.dhi.shell";
    private const string PackageManager = "com.docker.dhi.package-manager";
    private const string Dev = "dev";

    // How they say that there is none.
    private static readonly string[] None = ["", "none", "false"];

    /// <summary>Where an image is not what it says, in a sentence's words each; empty where it says nothing, or the truth.</summary>
    /// <param name="annotations">The annotations of its manifest.</param>
    /// <param name="snapshot">The image.</param>
    /// <param name="tag">The tag under which it was asked for; null where it was asked for by a digest.</param>
    public static IReadOnlyList<string> Untrue(IReadOnlyDictionary<string, string> annotations, ImageSnapshot snapshot, string? tag)
    {
        List<string> untrue = [];
        if (Said(Variant) is { } variant && tag is not null && variant.Split(',', ' ').Contains(Dev) != tag.EndsWith($"-{Dev}", StringComparison.Ordinal))
        {
            untrue.Add($"{Variant} says '{variant}', and the tag is {tag}");
        }

        Compare(Shell, "shell", [.. Shells.In(snapshot).Select(found => found.Path)]);
        Compare(PackageManager, "package manager", [.. PackageManagers.In(snapshot).Select(found => found.Path)]);
        return untrue;

        string? Said(string name) =>
            annotations.TryGetValue(name, out var text) || snapshot.Config.Labels.TryGetValue(name, out text) ? text.Trim() : null;

        void Compare(string name, string what, IReadOnlyList<string> found)
        {
            if (Said(name) is not { } said)
            {
                return;
            }

            var isNone = None.Contains(said, StringComparer.OrdinalIgnoreCase);
            if (isNone && found.Count > 0)
            {
                untrue.Add($"{name} says '{said}', and there is {string.Join(", ", found)}");
            }
            else if (!isNone && found.Count == 0)
            {
                untrue.Add($"{name} says '{said}', and no {what} was found");
            }
        }
    }
}
