using System.Net;
using Harness.Images;
using Harness.Platform;
using Harness.Platform.Credentials;
using Harness.Platform.Docker;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Suite;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Gets a run's images to the nodes of its cluster, once for all pods.</summary>
/// <param name="api">The cluster.</param>
/// <param name="engine">The engine that has the images.</param>
/// <param name="processes">Starts the tools.</param>
/// <param name="environment">Looks up an environment variable.</param>
/// <param name="message">Takes what the user must know of a step that takes long.</param>
public sealed class ImageDelivery(
    KubernetesApi api, EngineClient engine, IProcessRunner processes, Func<string, string?> environment, Action<string> message)
{
    /// <summary>Decides on the way and takes it.</summary>
    /// <param name="plan">What will be tested.</param>
    /// <param name="found">The images of the plan, found in the engine.</param>
    /// <param name="told">The way that was asked for; null to find it out from the cluster.</param>
    /// <param name="session">The session id that names and labels what is created.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">The images could not be got there.</exception>
    public async Task<NodeImages> DeliverAsync(
        TestPlan plan, IReadOnlyList<ImageUnderTest> found, ImageWay? told, string session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (images, nodes, info) = (NeededAsync(plan, found, cancellation), NodesAsync(cancellation), engine.InfoAsync(cancellation));
        await Task.WhenAll(images, nodes, info);
        var way = told is null
            ? ImageWays.Find(api.Context, await nodes, await info, plan.Request.Registry)
            : ImageWays.Complete(told, api.Context, await nodes);
        return await To(way, await nodes, session).DeliverAsync(await images, cancellation);
    }

    private IImageDelivery To(ImageWay way, IReadOnlyList<Node> nodes, string session)
    {
        var tags = new TagTurns(engine, UserCache.Directory(environment));
        var logins = new PullLogins(new CredentialSearch(environment, processes), session);
        return way switch
        {
            { Kind: ImageWayKind.Engine or ImageWayKind.Present } => new ImagesInPlace(way, engine),
            { Kind: ImageWayKind.Registry, Name: { } registry } => new PushedImages(registry, tags, engine, processes, logins, message),
            { Kind: ImageWayKind.Registry } => new RegistryImages(engine, logins),
            _ => new LoadedImages(way, nodes, tags, processes, message),
        };
    }

    /// <summary>The images that pods are made of: those with a language to test, and the sidecars.</summary>
    private async Task<IReadOnlyList<EngineImage>> NeededAsync(
        TestPlan plan, IReadOnlyList<ImageUnderTest> found, CancellationToken cancellation)
    {
        var tested = plan.Targets.Where(target => target.Languages.Count > 0).Select(target => target.Definition.Name).ToHashSet();
        string[] sidecars = tested.Count == 0 || plan.SandboxChecks.Count == 0 ? [] : [plan.SidecarImage, ImageResolver.OwnSidecar(plan.Request).ToString()];
        var looked = await Task.WhenAll(sidecars.Distinct().Select(async reference =>
            await engine.FindImageAsync(reference, cancellation) is { } details
                ? new EngineImage(reference, details.Id)
                : throw new InfrastructureException($"The image {reference} has gone from the Docker Engine at {engine.Context} just now.")));
        return sidecars.Length == 0
            ? []
            : [.. found.Where(image => tested.Contains(image.Definition.Name)).Select(image => new EngineImage(image.Reference.ToString(), image.Digest)), .. looked];
    }

    private async Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellation)
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
