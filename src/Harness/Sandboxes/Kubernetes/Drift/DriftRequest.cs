using Harness.Catalog;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>What <c>harness drift</c> is asked for.</summary>
/// <param name="File">The manifest; <c>-</c> for standard input.</param>
/// <param name="Main">The name of the main container; null to find it.</param>
/// <param name="Sidecar">The name of the sidecar's container; null to find it.</param>
/// <param name="Language">A language's name or alias; null to take it from the sidecar's LANGUAGE or the image.</param>
public sealed record DriftRequest(string File, string? Main = null, string? Sidecar = null, string? Language = null)
{
    /// <summary>What production's pods have besides the contract; where it says nothing, the catalog does.</summary>
    public PodPlacement Placement { get; init; } = PodPlacement.None;
}
