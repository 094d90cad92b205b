using System.Text.Json.Nodes;
using Harness.Images;
using Harness.Sandboxes.Kubernetes.Delivery;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>What a run hands to its backend in a cluster.</summary>
/// <param name="Cluster">Which namespace, and what becomes of it.</param>
/// <param name="Session">The session id that labels everything that is created.</param>
/// <param name="Images">The images as the nodes know them.</param>
/// <param name="OwnSidecar">The harness's own sidecar image, from which another one is probed.</param>
/// <param name="StartTimeout">How long a pod may take until its sidecar answers, and a container until it was started again.</param>
public sealed record PodRun(ClusterRun Cluster, string Session, NodeImages Images, ImageName OwnSidecar, TimeSpan StartTimeout)
{
    /// <summary>What the cluster takes at once.</summary>
    public SandboxCapacity Capacity { get; init; } = SandboxCapacity.OfMachine;

    /// <summary>Changes every pod before it is created: for negative controls.</summary>
    internal Action<JsonObject>? Alteration { get; init; }
}
