using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>Tells the layers of an image's base from those that its own build put above.</summary>
internal static class BaseLayers
{
    /// <summary>The layers that the label kcr.dev/base-layers names, lowest first; empty without it.</summary>
    public static IReadOnlyList<string> Named(ImageConfig config) =>
        config.Labels.GetValueOrDefault(ImageLabels.BaseLayers, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many of the lowest layers are the base's; null when the image does not say, or says what is not true of it.</summary>
    public static int? CountOf(ImageConfig config)
    {
        var named = Named(config);
        return named.Count > 0 && config.DiffIds.Take(named.Count).SequenceEqual(named) ? named.Count : null;
    }
}
