using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Images that need not be moved: the nodes see the engine's, or have their own under the same names.</summary>
internal sealed class ImagesInPlace(ImageWay way, DockerEngine engine) : IImageDelivery
{
    public async Task<NodeImages> DeliverAsync(IReadOnlyList<EngineImage> images, CancellationToken cancellation) =>
        Of(way, await Task.WhenAll(images.Select(async image => image with
        {
            Digests = [.. ((await engine.FindImageAsync(image.Id.Text, cancellation))?.RepoDigests ?? []).Select(digest => digest[(digest.IndexOf('@', StringComparison.Ordinal) + 1)..])],
        })));

    /// <summary>The images under their own names.</summary>
    public static NodeImages Of(ImageWay way, IReadOnlyList<EngineImage> images) =>
        new(way, [.. images.Select(image => new NodeImage(image, image.Name.Text))], image => Remedy(way, image));

    private static string Remedy(ImageWay way, string image) => way.Kind == ImageWayKind.Engine
        ? $"This cluster's nodes see the images of the Docker Engine: build or pull {image} there (just build-images), in the engine that the cluster runs in. "
            + "If it runs in none, say with --images how images get to the nodes."
        : "Nothing was done to get it there, because the cluster does not show how: say it with --images (kind, minikube or k3d load it onto the nodes, "
            + "registry=HOST/PATH pushes it to a registry that they reach, with a pull secret), or load it yourself.";
}
