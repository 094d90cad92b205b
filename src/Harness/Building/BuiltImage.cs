using Harness.Images;

namespace Harness.Building;

/// <summary>An image that was built.</summary>
/// <param name="Name">Its name in the catalog.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Duration">How long it took, without waiting for its bases.</param>
/// <param name="Cached">True when every step came from the cache.</param>
public sealed record BuiltImage(string Name, ImageReference Reference, TimeSpan Duration, bool Cached)
{
    /// <summary>The attestations that were pushed with it, in words; none where it was not pushed or the builder makes none.</summary>
    public IReadOnlyList<string> Attestations { get; init; } = [];

    /// <summary>The images of its index; none where it was built for one platform.</summary>
    public IReadOnlyList<BuiltPlatform> Platforms { get; init; } = [];

    /// <summary>The digest under which a registry has it, as BuildKit reported it after the push; null where it was not pushed.</summary>
    public string? Digest { get; init; }
}
