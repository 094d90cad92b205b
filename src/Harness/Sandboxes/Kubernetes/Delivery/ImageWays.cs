using System.Text.RegularExpressions;
using Harness.Platform.Docker;
using k8s.Models;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Finds out how images get to the nodes of a cluster.</summary>
internal static partial class ImageWays
{
    private const string Docker = "docker://";

    /// <summary>The way, by what the nodes say of themselves, else by the name that the cluster's tool gives a context.</summary>
    /// <param name="context">The context of the kubeconfig.</param>
    /// <param name="nodes">The nodes; none where they may not be looked at.</param>
    /// <param name="engine">The engine that has the images.</param>
    /// <param name="registry">The registry that the images' names begin with; null for local images.</param>
    public static ImageWay Find(string context, IReadOnlyList<V1Node> nodes, EngineInfo engine, string? registry)
    {
        if (context == "docker-desktop" || All(nodes, node => Runtime(node) is not null && node.Metadata.Name == engine.Name))
        {
            return new ImageWay(ImageWayKind.Engine);
        }

        foreach (var kind in (ImageWayKind[])[ImageWayKind.Kind, ImageWayKind.Minikube, ImageWayKind.K3d])
        {
            if (NameOf(kind, context, nodes) is { } name)
            {
                return new ImageWay(kind, name);
            }
        }

        return new ImageWay(
            All(nodes, node => Runtime(node) == engine.ServerVersion && node.Status?.NodeInfo?.KernelVersion == engine.KernelVersion) ? ImageWayKind.Engine
            : registry is not null ? ImageWayKind.Registry
            : ImageWayKind.Present);
    }

    /// <summary>The way that was told, with the name that it leaves out.</summary>
    public static ImageWay Complete(ImageWay told, string context, IReadOnlyList<V1Node> nodes) => told.Name is not null ? told : told with
    {
        Name = NameOf(told.Kind, context, nodes) ?? told.Kind switch
        {
            ImageWayKind.Kind => "kind",
            ImageWayKind.Minikube => "minikube",
            ImageWayKind.K3d => "k3s-default",
            _ => null,
        },
    };

    /// <summary>The cluster's name for its tool; null when that tool did not make the cluster.</summary>
    private static string? NameOf(ImageWayKind kind, string context, IReadOnlyList<V1Node> nodes) => kind switch
    {
        ImageWayKind.Kind => nodes.Select(node => Match(KindProvider, node.Spec?.ProviderID)).FirstOrDefault() ?? Match(KindContext, context),
        ImageWayKind.Minikube =>
            nodes.Select(node => node.Metadata.Labels?.TryGetValue("minikube.k8s.io/name", out var name) == true ? name : null).FirstOrDefault()
            ?? (context == "minikube" ? context : null),
        ImageWayKind.K3d => nodes.Select(node => Match(K3dNode, node.Metadata.Name)).FirstOrDefault() ?? Match(K3dContext, context),
        _ => null,
    };

    private static bool All(IReadOnlyList<V1Node> nodes, Func<V1Node, bool> condition) => nodes.Count > 0 && nodes.All(condition);

    /// <summary>The version of the Docker Engine that a node runs its containers in; null when that is something else.</summary>
    private static string? Runtime(V1Node node) =>
        node.Status?.NodeInfo?.ContainerRuntimeVersion is { } runtime && runtime.StartsWith(Docker, StringComparison.Ordinal) ? runtime[Docker.Length..] : null;

    private static string? Match(Regex form, string? text) => text is not null && form.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("^kind://[^/]+/([^/]+)/", RegexOptions.CultureInvariant)]
    private static partial Regex KindProvider { get; }

    [GeneratedRegex("^kind-(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex KindContext { get; }

    [GeneratedRegex("^k3d-(.+)-(?:server|agent)-[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex K3dNode { get; }

    [GeneratedRegex("^k3d-(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex K3dContext { get; }
}
