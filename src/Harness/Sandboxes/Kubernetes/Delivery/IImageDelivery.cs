using Harness.Images;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>One way in which images get to nodes.</summary>
internal interface IImageDelivery
{
    /// <summary>Gets all images to all nodes, as far as they are not there.</summary>
    /// <exception cref="InfrastructureException">The way's tool is missing or failed; the message has its words.</exception>
    Task<NodeImages> DeliverAsync(IReadOnlyList<EngineImage> images, CancellationToken cancellation);
}
