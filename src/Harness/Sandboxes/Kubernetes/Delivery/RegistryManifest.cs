namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>What a registry says of a manifest.</summary>
/// <param name="Configuration">The digest of the image's configuration; null where it is not known.</param>
/// <param name="Digests">The digests of the manifest, and of the one that it leads to.</param>
/// <param name="Problem">Why it is not known; null where it is.</param>
internal sealed record RegistryManifest(string? Configuration, IReadOnlyList<string> Digests, string? Problem)
{
    /// <summary>One of which nothing is known.</summary>
    /// <param name="problem">Why.</param>
    public static RegistryManifest Unknown(string problem) => new(null, [], problem);
}
