using System.Net;
using Harness.Images;
using Harness.Platform;
using Harness.Platform.Credentials;
using Harness.Platform.Docker;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using k8s.Models;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Gets a run's images to the nodes of its cluster, once for all pods.</summary>
/// <param name="api">The cluster.</param>
/// <param name="engine">The engine that has the images.</param>
/// <param name="processes">Starts the tools.</param>
/// <param name="environment">Looks up an environment variable.</param>
/// <param name="message">Takes what the user must know of a step that takes long.</param>
public sealed class ImageDelivery(
    KubernetesApi api, DockerEngine engine, IProcessRunner processes, Func<string, string?> environment, Action<string> message)
{
    /// <summary>Decides on the way and takes it.</summary>
    /// <param name="images">The images that the pods are made of.</param>
    /// <param name="registry">The registry and path that the images are named by; null for local images.</param>
    /// <param name="told">The way that was asked for; null to find it out from the cluster.</param>
    /// <param name="session">The session id that names and labels what is created.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">The images could not be got there.</exception>
    public async Task<NodeImages> DeliverAsync(
        IReadOnlyList<EngineImage> images, string? registry, ImageWay? told, string session, CancellationToken cancellation)
    {
        var (nodes, info) = (NodesAsync(cancellation), engine.InfoAsync(cancellation));
        await Task.WhenAll(nodes, info);
        var way = told is null
            ? ImageWays.Find(api.Context, await nodes, await info, registry)
            : ImageWays.Complete(told, api.Context, await nodes);
        return await To(way, await nodes, session).DeliverAsync(images, cancellation);
    }

    private IImageDelivery To(ImageWay way, IReadOnlyList<V1Node> nodes, string session)
    {
        var tags = new TagTurns(engine, UserCache.Directory(environment));
        var logins = new PullLogins(new CredentialSearch(environment, processes), session);
        var registries = new RegistryManifests(processes);
        var pulled = new PulledImages(nodes, registries, logins);
        return way switch
        {
            { Kind: ImageWayKind.Engine or ImageWayKind.Present } => new ImagesInPlace(way, engine, registries, pulled),
            { Kind: ImageWayKind.Registry, Name: { } registry } => new PushedImages(registry, tags, engine, processes, logins, message),
            { Kind: ImageWayKind.Registry } => new RegistryImages(engine, logins),
            _ => new LoadedImages(way, nodes, pulled, tags, processes, message),
        };
    }

    private async Task<IReadOnlyList<V1Node>> NodesAsync(CancellationToken cancellation)
    {
        try
        {
            return [.. (await api.NodesAsync(cancellation)).Where(node => node.Spec?.Unschedulable != true)];
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.Forbidden)
        {
            return [];
        }
    }
}
