namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>A run's images as the nodes know them: what delivery hands to the backend.</summary>
public sealed record NodeImages
{
    private const string Sha256 = "sha256:";

    private readonly IReadOnlyList<NodeImage> images;

    /// <summary>What delivery came to.</summary>
    /// <param name="way">The way that the images took.</param>
    /// <param name="images">The images; a reference that is not among them is a pod's name for the image too.</param>
    /// <param name="remedy">What to do about a node that has not got an image: a sentence.</param>
    internal NodeImages(ImageWay way, IReadOnlyList<NodeImage> images, Func<string, string> remedy)
    {
        Way = way;
        this.images = images;
        Remedy = remedy;
    }

    /// <summary>Of a cluster whose nodes see the engine's images, whichever these are.</summary>
    public static NodeImages OfEngine { get; } = ImagesInPlace.Of(new ImageWay(ImageWayKind.Engine), []);

    /// <summary>The way that the images took.</summary>
    public ImageWay Way { get; }

    internal Func<string, string> Remedy { get; }

    /// <summary>With what the nodes pull; null when they pull nothing, or need no login for it.</summary>
    internal PullSecret? PullSecret { get; init; }

    /// <summary>A pod's name for an image.</summary>
    internal string NameOf(string reference) => images.FirstOrDefault(one => one.Image.Name.Text == reference)?.Name ?? reference;

    private static bool IsOfAnotherRepository(string running, string name) =>
        Reference(running).Split('@') is [var repository, _] && repository.Contains('/', StringComparison.Ordinal) && Repository(repository) != Repository(name);

    // Some kubelets say by which means an image was pulled.
    private static string Reference(string running) => running[(running.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];

    private static string Repository(string name)
    {
        var bare = name.Split('@')[0];
        var tag = bare.LastIndexOf(':');
        bare = tag > bare.LastIndexOf('/') ? bare[..tag] : bare;
        // What is meant where no registry is named.
        return bare.StartsWith("docker.io/library/", StringComparison.Ordinal) ? bare["docker.io/library/".Length..] : bare;
    }

    /// <summary>
    /// Why what a container runs is not known to be the image that was looked at; null when it is, or when its name alone
    /// makes sure of that. Where images stay in place they go by names that can come to mean others.
    /// </summary>
    /// <param name="name">The pod's name for the image.</param>
    /// <param name="running">The container's image id, in the kubelet's words.</param>
    internal string? Contradiction(string name, string? running)
    {
        if (Way.Kind is not (ImageWayKind.Engine or ImageWayKind.Present)
            || string.IsNullOrEmpty(running)
            || images.FirstOrDefault(one => one.Name == name) is not { Image: var expected })
        {
            return null;
        }

        var digest = running.LastIndexOf(Sha256, StringComparison.Ordinal) is var start and >= 0 ? running[start..] : "";
        if (digest == expected.Id.Text || expected.Digests.Contains(digest))
        {
            return null;
        }

        // A runtime that has an image under several names tells the digest of one of them, and that of a manifest: the
        // engine knows the image by its configuration, and of manifests by those that it has pushed or pulled.
        return IsOfAnotherRepository(running, name)
            ? $"the node runs {name} as {running}, which is the digest of a registry's manifest that the engine does not know, so whether it is the same image cannot be told. "
                + $"'docker pull {Reference(running)}' tells the engine, and if it is the same, the next run knows it; or take a way that makes sure of it: --images kind, minikube, k3d or registry=HOST/PATH"
            : $"the node runs {name} as {running}, and in the engine that is {string.Join(" or ", expected.Digests.Prepend(expected.Id.Text))}: " + (Way.Kind == ImageWayKind.Engine
                ? "it was rebuilt meanwhile, or the node has another engine (--images names another way)"
                : "the node has another image of that name, or one that cannot be told from another. Get the engine's there by a way that can: --images kind, minikube, k3d or registry=HOST/PATH");
    }
}
