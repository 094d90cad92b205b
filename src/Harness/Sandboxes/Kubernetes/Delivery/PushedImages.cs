using Harness.Images;
using Harness.Platform.Credentials;
using Harness.Platform.Docker;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>
/// Images that are pushed to a registry from which the nodes pull them, by digest. They get tags of their own there, so
/// that none which others use comes to mean another image.
/// </summary>
/// <param name="registry">The registry and path.</param>
/// <param name="tags">Names for the images in the engine, for docker to push them by.</param>
/// <param name="engine">Knows the digests of what was pushed.</param>
/// <param name="processes">Starts docker, which has the login.</param>
/// <param name="logins">What the nodes pull with.</param>
/// <param name="message">Takes what the user must know of a step that takes long.</param>
internal sealed class PushedImages(
    string registry, TagTurns tags, DockerEngine engine, IProcessRunner processes, PullLogins logins, Action<string> message) : IImageDelivery
{
    public async Task<NodeImages> DeliverAsync(IReadOnlyList<EngineImage> images, CancellationToken cancellation)
    {
        if (images.Count == 0)
        {
            return new NodeImages(new ImageWay(ImageWayKind.Registry, registry), [], image => image);
        }

        message($"Pushing to {registry}: {string.Join(", ", images.Select(image => image.Name))}");
        await using var turn = await tags.NextAsync(cancellation);
        var named = await Task.WhenAll(images.Select(image => PushAsync(turn, image, cancellation)));
        return await logins.AddAsync(new ImageWay(ImageWayKind.Registry, registry), named, cancellation);
    }

    private async Task<NodeImage> PushAsync(TagTurn turn, EngineImage image, CancellationToken cancellation)
    {
        var repository = $"{registry.TrimEnd('/')}/{image.Repository.Split('/')[^1]}";
        var reference = await turn.TagAsync(image, repository, cancellation);
        var command = new ProcessCommand("docker", "push", "--quiet", reference);
        var result = await processes.RunAsync(command, cancellation: cancellation);
        if (!result.Succeeded)
        {
            throw new InfrastructureException(
                $"The image {image.Name} could not be pushed for the nodes to pull: '{command}' ended with status "
                + $"{result.ExitCode}: {Sentence.Of(result.Error)} "
                + (KubernetesFault.IsOfCertificates(result.Error)
                    ? "The engine does not trust the registry's certificate; "
                        + $"a login changes nothing about that. {RegistryTrust.OfEngine(RegistryHost.Of(registry))}"
                    : $"The registry must take it from this machine: docker login {RegistryHost.Of(registry)} (a credential helper does too)."));
        }

        return RepositoryDigest.Of(await engine.FindImageAsync(reference, cancellation), repository) is { } digest
            ? new NodeImage(image, $"{repository}@{digest}")
            : throw new InfrastructureException(
                $"The Docker Engine at {engine.Context} pushed "
                + $"{reference} and does not know the digest that it has there, so pods cannot be sure to get this very image.");
    }
}
