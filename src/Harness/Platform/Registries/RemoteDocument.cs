using System.Text.Json;

namespace Harness.Platform.Registries;

/// <summary>A manifest or an index as a registry has it.</summary>
/// <param name="Digest">The digest of its bytes, <c>sha256:…</c>.</param>
/// <param name="Root">What it says.</param>
internal sealed record RemoteDocument(string Digest, JsonElement Root);

/// <summary>An image in a registry, for one platform.</summary>
/// <param name="Digest">The digest that the reference leads to: the index's where there is one.</param>
/// <param name="ManifestDigest">The digest of the platform's manifest.</param>
/// <param name="ConfigDigest">The digest of its configuration.</param>
/// <param name="Layers">Its layers, lowest first.</param>
/// <param name="Annotations">The annotations of the manifest; those of the index where the manifest has none of that name.</param>
internal sealed record RemoteImage(
    string Digest,
    string ManifestDigest,
    string ConfigDigest,
    IReadOnlyList<RemoteBlob> Layers,
    IReadOnlyDictionary<string, string> Annotations);

/// <summary>A blob of a repository.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its length in bytes, as the manifest says.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Annotations">Its annotations.</param>
internal sealed record RemoteBlob(string Digest, long Size, string MediaType, IReadOnlyDictionary<string, string> Annotations);
