using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Images that are in the registry which their names begin with, and that the nodes pull from there by digest.</summary>
/// <param name="engine">Knows the digests, since the images were pushed or pulled with it.</param>
/// <param name="logins">What the nodes pull with.</param>
internal sealed class RegistryImages(DockerEngine engine, PullLogins logins) : IImageDelivery
{
    public async Task<NodeImages> DeliverAsync(IReadOnlyList<EngineImage> images, CancellationToken cancellation)
    {
        var digests = await Task.WhenAll(images.Select(async image =>
            (Image: image, Digest: RepositoryDigest.Of(await engine.FindImageAsync(image.Id.Text, cancellation), image.Repository))));
        var unknown = digests.Where(one => one.Digest is null).Select(one => one.Image.Name).ToList();
        return unknown.Count == 0
            ? await logins.AddAsync(
                new ImageWay(ImageWayKind.Registry), [.. digests.Select(one => new NodeImage(one.Image, $"{one.Image.Repository}@{one.Digest}"))], cancellation)
            : throw new InfrastructureException(
                $"The nodes are to pull the images from their registry, and the Docker Engine at {engine.Context} knows no digest there of "
                + $"{string.Join(", ", unknown)}: "
                + "what is under that name in the registry may be another image than the one that was looked at here. "
                + "Push it (docker push) or pull it (docker pull), or let the run push it: --images registry=HOST/PATH.");
    }
}
