using System.Globalization;
using System.Net;
using Harness.Platform.Kubernetes;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>What a cluster takes at once.</summary>
/// <param name="Sandboxes">How many sandboxes, by the memory and the number of pods that the ready nodes allot.</param>
/// <param name="Processors">The processors that they share.</param>
public sealed record ClusterCapacity(int Sandboxes, int Processors)
{
    // What is counted on when the nodes may not be looked at.
    private static readonly ClusterCapacity Unknown = new(6, 2);

    // Checks may open two more pods beside a sandbox's own: one that restarts, one that is confined.
    private const int Pods = 3;

    // The memory that they may come to use: both containers at the contract's limit.
    private const long Memory = Pods * (1L << 30);

    /// <summary>Asks the cluster for its nodes.</summary>
    /// <exception cref="InfrastructureException">No node is ready.</exception>
    public static async Task<ClusterCapacity> OfAsync(KubernetesApi api, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(api);
        IReadOnlyList<Node> nodes;
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
            ? new ClusterCapacity(
                Math.Max(1, ready.Sum(node => (int)Math.Min(Amount(node, "pods") / Pods, Amount(node, "memory") / Memory))),
                Math.Max(1, ready.Sum(node => (int)Amount(node, "cpu"))))
            : throw new InfrastructureException(
                $"No node of the cluster of context {api.Context} is ready: {string.Join("; ", nodes.Select(Describe).DefaultIfEmpty("it has none"))}. "
                + $"'kubectl --context {api.Context} describe nodes' says more.");
    }

    /// <summary>A quantity such as 8Gi, 16000000Ki, 110 or 500m, in whole units; 0 for what is not one.</summary>
    internal static long Quantity(string text)
    {
        (string Suffix, double Factor)[] units =
        [
            ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40),
            ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("m", 1e-3), ("", 1),
        ];
        var (suffix, factor) = units.First(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return double.TryParse(text[..^suffix.Length], CultureInfo.InvariantCulture, out var number) ? (long)(number * factor) : 0;
    }

    private static bool IsReady(Node node) => node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    private static long Amount(Node node, string resource) => Quantity(node.Status?.Allocatable?.GetValueOrDefault(resource) ?? "");

    private static string Describe(Node node) => node.Spec?.Unschedulable == true
        ? $"{node.Metadata.Name} is cordoned"
        : $"{node.Metadata.Name} is not ready ({node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Message})";
}
