using Harness.Images;
using Harness.Platform.Credentials;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>A run's images as the nodes know them: what delivery hands to the backend.</summary>
public sealed record NodeImages
{
    private const string Sha256 = "sha256:";
    private const string OfNoRegistry = "docker.io/library/";
    private const string ByAnotherWay = "Get the engine's there by a way that makes sure of it: --images kind, minikube, k3d or registry=HOST/PATH";

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

    internal Func<string, string> Remedy { get; private init; }

    /// <summary>With what the nodes pull; null when they pull nothing, or need no login for it.</summary>
    internal PullSecret? PullSecret { get; init; }

    /// <summary>The same, pulled with secrets that are in the pods' namespace already: none is made.</summary>
    public NodeImages PulledWith(IReadOnlyList<string> secrets) => secrets.Count == 0 ? this : this with
    {
        PullSecret = null,
        Remedy = image =>
            $"The nodes pull it from {RegistryHost.Of(image)}, which they must reach, with the secret "
            + $"{string.Join(" or ", secrets)} of the pods' namespace, which must have a login for it that is good for pulling.",
    };

    /// <summary>A pod's name for an image.</summary>
    internal string NameOf(string reference) => images.FirstOrDefault(one => one.Image.Name.Text == reference)?.Name ?? reference;

    /// <summary>Asks a registry what a node has pulled from it; null where it is not asked.</summary>
    internal RegistryManifests? Registries { get; init; }

    /// <summary>Whether the running image came from a registry that can be asked, and not from a tool that gave it a name of its own.</summary>
    internal static bool IsOfRegistry(string reference) =>
        reference.Split('@') is [var repository, var digest] && digest.StartsWith(Sha256, StringComparison.Ordinal)
        && repository.Contains('/', StringComparison.Ordinal) && !repository.StartsWith(OfNoRegistry, StringComparison.Ordinal);

    // Some kubelets say by which means an image was pulled.
    private static string Reference(string running) => running[(running.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];

    /// <summary>
    /// Why what a container runs is not known to be the image that was looked at; null when it is, or when its name alone
    /// makes sure of that. Where images stay in place they go by names that can come to mean others.
    /// </summary>
    /// <param name="name">The pod's name for the image.</param>
    /// <param name="running">The container's image id, in the kubelet's words.</param>
    /// <param name="cancellation">Ends the question to a registry.</param>
    internal async Task<string?> ContradictionAsync(string name, string? running, CancellationToken cancellation)
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

        var asItRuns = $"the node runs {name} as {running}";
        var inEngine = $"in the engine that is {string.Join(" or ", expected.Digests.Prepend(expected.Id.Text).Distinct())}";

        // A runtime that has an image under several names tells the digest of one of them, and that of a manifest: the
        // engine knows the image by its configuration, and of manifests by those that it has pushed or pulled.
        var reference = Reference(running);
        if (IsOfRegistry(reference))
        {
            var manifest = Registries is null ? RegistryManifest.Unknown("no registry was asked") : await Registries.ReadAsync(reference, cancellation);
            if (manifest.Configuration == expected.Id.Text || manifest.Digests.Any(one => one == expected.Id.Text || expected.Digests.Contains(one)))
            {
                return null;
            }

            return manifest.Configuration is { } configuration && !IsKnownByManifest(expected)
                ? $"{asItRuns}, which in its registry has the configuration {configuration}, and {inEngine}: the node has another image. {ByAnotherWay}"
                : $"{asItRuns}, which is the digest of a registry's manifest that the engine does not know, so whether it is the same image cannot be told"
                    + $"{(manifest.Problem is { } problem ? $" ({Sentence.Bare(problem)})" : "")}. "
                    + $"'docker pull {reference}' tells the engine, and if it is the same, the next run knows it; or take a way that makes sure of it: "
                    + "--images kind, minikube, k3d or registry=HOST/PATH";
        }

        return $"{asItRuns}, and {inEngine}: " + (
            Way.Kind == ImageWayKind.Engine ? "it was rebuilt meanwhile, or the node has another engine (--images names another way)"
            : IsKnownByManifest(expected) ? "this engine knows images by their manifests (the containerd image store), and this node by its configuration "
                + "or by another manifest, so whether it is the same image cannot be told. " + ByAnotherWay
            : "the node has another image of that name, or one that cannot be told from another. " + ByAnotherWay);
    }

    /// <summary>Whether the engine's id of an image is the digest of a manifest: an engine with the containerd image store says it of every image.</summary>
    private static bool IsKnownByManifest(EngineImage image) => image.Digests.Contains(image.Id.Text);
}
