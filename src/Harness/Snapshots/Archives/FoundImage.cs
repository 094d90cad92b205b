using System.Text.Json;

namespace Harness.Snapshots.Archives;

/// <summary>An image whose documents have been read and whose layers have not.</summary>
/// <param name="Digest">The digest of its configuration: the image id of an engine.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Layers">Its layers, lowest first.</param>
/// <param name="Names">The names by which it can be asked for where it lies; may be empty.</param>
internal sealed record FoundImage(string Digest, JsonElement Config, IReadOnlyList<LayerFile> Layers, IReadOnlyList<string> Names)
{
    /// <summary>The digest of its manifest; null where it has none, as in an archive of docker's.</summary>
    public string? ManifestDigest { get; init; }

    /// <summary>What it runs on, for example <c>linux/arm64</c>.</summary>
    public string Platform { get; } = ImagePlatform.Of(Config);
}

/// <summary>The file that a layer lies in.</summary>
/// <param name="Name">Its path in the archive or layout.</param>
/// <param name="Digest">The digest of the file as it lies there; null where nobody says.</param>
internal sealed record LayerFile(string Name, string? Digest);
