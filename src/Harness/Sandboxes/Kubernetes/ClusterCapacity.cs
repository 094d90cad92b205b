using System.Net;
using Harness.Platform.Kubernetes;
using k8s.Models;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Finds out what a cluster takes at once: sandboxes by the memory and the number of pods that the ready nodes allot.</summary>
public static class ClusterCapacity
{
    // What is counted on when the nodes may not be looked at.
    private static readonly SandboxCapacity Unknown = new(6, 2);

    // Checks may open two more pods beside a sandbox's own: one that restarts, one that is confined.
    private const int Pods = 3;

    // The memory that they may come to use: both containers at the contract's limit.
    private const long Memory = Pods * (1L << 30);

    /// <summary>Asks the cluster for its nodes.</summary>
    /// <exception cref="InfrastructureException">No node is ready.</exception>
    public static async Task<SandboxCapacity> OfAsync(KubernetesApi api, CancellationToken cancellation)
    {
        IReadOnlyList<V1Node> nodes;
        try
        {
            nodes = await api.NodesAsync(cancellation);
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.Forbidden)
        {
            return Unknown;
        }

        var ready = nodes.Where(node => node.Spec?.Unschedulable != true && IsReady(node)).ToList();
        return ready.Count > 0
            ? new SandboxCapacity(
                Math.Max(1, ready.Sum(node => (int)Math.Min(Amount(node, "pods") / Pods, Amount(node, "memory") / Memory))),
                Math.Max(1, ready.Sum(node => (int)Amount(node, "cpu"))))
            : throw new InfrastructureException(
                $"No node of the cluster of context {api.Context} is ready: {string.Join("; ", nodes.Select(Describe).DefaultIfEmpty("it has none"))}. "
                + $"'kubectl --context {api.Context} describe nodes' says more.");
    }

    /// <summary>A quantity such as 8Gi, 16000000Ki, 110 or 500m, in whole units; 0 for what is not one.</summary>
    internal static long Quantity(string text) => text.Length == 0 ? 0 : Whole(new ResourceQuantity(text));

    private static bool IsReady(V1Node node) => node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    private static long Amount(V1Node node, string resource) => node.Status?.Allocatable?.TryGetValue(resource, out var amount) == true ? Whole(amount) : 0;

    private static long Whole(ResourceQuantity amount) => (long)Math.Min(amount.ToDecimal(), long.MaxValue);

    private static string Describe(V1Node node) => node.Spec?.Unschedulable == true
        ? $"{node.Metadata.Name} is cordoned"
        : $"{node.Metadata.Name} is not ready ({node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Message})";
}
