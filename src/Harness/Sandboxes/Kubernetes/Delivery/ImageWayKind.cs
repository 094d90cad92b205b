namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>The ways in which the engine's images get to a cluster's nodes.</summary>
public enum ImageWayKind
{
    /// <summary>The nodes run on the engine itself and see its images.</summary>
    Engine,

    /// <summary><c>kind load docker-image</c>.</summary>
    Kind,

    /// <summary><c>minikube image load</c>.</summary>
    Minikube,

    /// <summary><c>k3d image import</c>.</summary>
    K3d,

    /// <summary>A registry that this machine pushes to and the nodes pull from.</summary>
    Registry,

    /// <summary>Nothing is done: the nodes have the images under their own names, or get them by themselves.</summary>
    Present,
}
