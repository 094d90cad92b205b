using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Images that need not be moved: the nodes see the engine's, or have their own under the same names.</summary>
/// <param name="way">The way that was found or told.</param>
/// <param name="engine">The engine that has the images.</param>
/// <param name="registries">Tell which image a node has pulled.</param>
/// <param name="pulled">Finds what the nodes have pulled before.</param>
internal sealed class ImagesInPlace(ImageWay way, DockerEngine engine, RegistryManifests registries, PulledImages pulled) : IImageDelivery
{
    public async Task<NodeImages> DeliverAsync(IReadOnlyList<EngineImage> images, CancellationToken cancellation)
    {
        IReadOnlyList<NodeImage> named = [.. (await Task.WhenAll(images.Select(image => WithDigestsAsync(image, cancellation)))).Select(InPlace)];
        (named, var secret) = way.Kind == ImageWayKind.Present ? await pulled.FindAsync(named, way, cancellation) : (named, null);
        return new NodeImages(way, named, image => Remedy(way, image))
        {
            Registries = registries,
            PullSecret = secret,
        };
    }

    /// <summary>The images under their own names.</summary>
    public static NodeImages Of(ImageWay way, IReadOnlyList<EngineImage> images) =>
        new(way, [.. images.Select(InPlace)], image => Remedy(way, image));

    private static NodeImage InPlace(EngineImage image) => new(image, image.Name.Text);

    private async Task<EngineImage> WithDigestsAsync(EngineImage image, CancellationToken cancellation)
    {
        var digests = (await engine.FindImageAsync(image.Id.Text, cancellation))?.RepoDigests ?? [];
        return image with { Digests = [.. digests.Select(digest => digest[(digest.IndexOf('@', StringComparison.Ordinal) + 1)..])] };
    }

    private static string Remedy(ImageWay way, string image) => way.Kind == ImageWayKind.Engine
        ? $"This cluster's nodes see the images of the Docker Engine: build or pull {image} there (just build-images), in the engine that the cluster runs in. "
            + "If it runs in none, say with --images how images get to the nodes."
        : "Nothing was done to get it there, because the cluster does not show how: say it with --images (kind, minikube or k3d load it onto the nodes, "
            + "registry=HOST/PATH pushes it to a registry that they reach, with a pull secret), or load it yourself."
            + PullRecords.Behind(image);
}
