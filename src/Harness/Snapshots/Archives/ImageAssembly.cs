using System.Text.Json;

namespace Harness.Snapshots.Archives;

/// <summary>Puts an image together from its parts, from wherever they were read.</summary>
internal static class ImageAssembly
{
    /// <summary>The image.</summary>
    /// <param name="digest">The image id.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="layers">Its layers, lowest first.</param>
    /// <exception cref="InvalidDataException">The layers are not those that the configuration names, or do not fit one another.</exception>
    public static ImageSnapshot Of(string digest, JsonElement config, IReadOnlyList<Layer> layers)
    {
        ImageConfigReader.Verify(config, layers);
        var covered = new List<CoveredFile>();
        return new ImageSnapshot(digest, ImageConfigReader.Read(config), LayerMerge.Merge(layers, covered))
        {
            Layers = [.. layers.Select(layer => layer.Summary)],
            Covered = covered,
        };
    }
}
