using Harness.Catalog;
using Harness.Sandboxes.Kubernetes.Delivery;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Where in a cluster a run takes place.</summary>
/// <param name="Context">The context of the kubeconfig; null for docker-desktop, else the current one.</param>
/// <param name="Namespace">The namespace of the pods; null for one of the run's own, which is deleted in the end.</param>
/// <param name="Keep">Whether pods and namespace are left.</param>
/// <param name="Images">How the images get to the nodes; null to find it out from the cluster.</param>
public sealed record ClusterRun(string? Context = null, string? Namespace = null, bool Keep = false, ImageWay? Images = null)
{
    /// <summary>What the pods have besides the contract.</summary>
    public PodPlacement Placement { get; init; } = PodPlacement.None;
}
