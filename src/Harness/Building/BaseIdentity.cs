namespace Harness.Building;

/// <summary>Which image a base is.</summary>
/// <param name="Digest">The image id of a stand-in, the manifest's digest of a base from a registry.</param>
/// <param name="Layers">The digests of its layers unpacked, lowest first.</param>
internal sealed record BaseIdentity(string Digest, IReadOnlyList<string> Layers);
