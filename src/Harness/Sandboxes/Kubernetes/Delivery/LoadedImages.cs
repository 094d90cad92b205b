using Harness.Images;
using Harness.Platform.Processes;
using k8s.Models;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Images that the cluster's own tool loads onto its nodes, all in one go, where they are not there yet.</summary>
/// <param name="way">The tool and its name for the cluster.</param>
/// <param name="nodes">The nodes; none where they may not be looked at, and then everything is loaded.</param>
/// <param name="pulled">Finds what the nodes have pulled before.</param>
/// <param name="tags">Names for the images in the engine, for the tool to take them by.</param>
/// <param name="processes">Starts the tool.</param>
/// <param name="message">Takes what the user must know of a step that takes long.</param>
internal sealed class LoadedImages(
    ImageWay way, IReadOnlyList<V1Node> nodes, PulledImages pulled, TagTurns tags, IProcessRunner processes, Action<string> message) : IImageDelivery
{
    public async Task<NodeImages> DeliverAsync(IReadOnlyList<EngineImage> images, CancellationToken cancellation)
    {
        List<NodeImage> loaded = [.. images.Select(image => new NodeImage(image, $"{image.Repository}:{image.Tag}"))];
        var (named, secret) = await pulled.FindAsync(loaded, way, cancellation);
        var missing = named.Where(loaded.Contains).Where(one => nodes.Count == 0 || !nodes.All(node => Has(node, one.Name))).ToList();
        if (missing.Count > 0)
        {
            message($"Loading onto the nodes with {Command([]).File}: {string.Join(", ", missing.Select(one => one.Image.Name))}");
            await LoadAsync(missing, cancellation);
        }

        return new NodeImages(way, named, image =>
            $"{Command([])} loaded {image}: the node has come since then, or has removed it for want of disk space. Run it again.{PullRecords.Behind(image)}")
        {
            PullSecret = secret,
        };
    }

    private async Task LoadAsync(IReadOnlyList<NodeImage> missing, CancellationToken cancellation)
    {
        await using var turn = await tags.NextAsync(cancellation);
        foreach (var image in missing)
        {
            await turn.TagAsync(image.Image, image.Image.Repository, cancellation);
        }

        var command = Command([.. missing.Select(image => image.Name)]);
        var result = await processes.RunAsync(command, cancellation: cancellation);
        if (!result.Succeeded)
        {
            throw new InfrastructureException(
                $"The images could not be loaded onto the nodes: '{command}' ended with status {result.ExitCode}: {Sentence.Of(result.Error + result.Output)} "
                + $"It was expected to know the cluster as {way.Name}; --images names another cluster or another way.");
        }
    }

    private ProcessCommand Command(IReadOnlyList<string> images)
    {
        ProcessCommand command = way.Kind switch
        {
            ImageWayKind.Kind => new("kind", ["load", "docker-image", "--name", way.Name!, .. images]),
            ImageWayKind.Minikube => new("minikube", ["--profile", way.Name!, "image", "load", "--daemon", .. images]),
            _ => new("k3d", ["image", "import", "--cluster", way.Name!, .. images]),
        };
        return command with
        {
            InstallHint = $"It gets the images onto the nodes of a cluster made with {command.File}: install it or add its directory to PATH, "
                + "or name another way with --images (registry=HOST/PATH, or present when the nodes have the images).",
        };
    }

    /// <summary>Runtimes list an image by its full name, with the registry that is meant where none is named.</summary>
    private static bool Has(V1Node node, string name) => (node.Status?.Images ?? []).SelectMany(image => image.Names ?? [])
        .Any(one => one == name || one.EndsWith($"/{name}", StringComparison.Ordinal));
}
