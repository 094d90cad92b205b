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
        return digest == expected.Id.Text || expected.Digests.Contains(digest) ? null
            : $"the node runs {name} as {running}, and in the engine that is {string.Join(" or ", expected.Digests.Prepend(expected.Id.Text))}: " + (Way.Kind == ImageWayKind.Engine
                ? "it was rebuilt meanwhile, or the node has another engine (--images names another way)"
                : "the node has another image of that name, or one that cannot be told from another. Get the engine's there by a way that can: --images kind, minikube, k3d or registry=HOST/PATH");
    }
}
