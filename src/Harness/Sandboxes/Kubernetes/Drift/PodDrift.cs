namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>A pod template and how it differs from the contract.</summary>
/// <param name="Name">The object as people name it.</param>
/// <param name="Main">The main container; null when the pod is no sandbox, which is said instead of compared.</param>
/// <param name="Sidecar">The sidecar's container; null when there is none.</param>
/// <param name="Language">The language whose contract it was compared with; null when the pod is no sandbox.</param>
/// <param name="Differences">The differences, pod first.</param>
public sealed record PodDrift(
    string Name, string? Main, string? Sidecar, string? Language, IReadOnlyList<DriftDifference> Differences)
{
    /// <summary>Whether it was compared.</summary>
    public bool IsSandbox => Main is not null || Sidecar is not null;
}
