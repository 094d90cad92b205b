namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>How a run's images get to the nodes of a cluster.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Name">
/// The cluster of kind and k3d, the profile of minikube, the registry and path to push to; null where there is none, for
/// the tool's usual one, and for the registry that the images' own names have.
/// </param>
public sealed record ImageWay(ImageWayKind Kind, string? Name = null)
{
    /// <summary>The way as the option <c>--images</c> takes it.</summary>
    public override string ToString() => Kind.ToString().ToLowerInvariant() + (Name is null ? "" : $"={Name}");
}
