using Harness.Platform.Docker;

namespace Harness.Building;

/// <summary>The images of a Docker Engine.</summary>
internal sealed class EngineImageStore(DockerEngine engine) : IImageStore
{
    public async Task<StoredImage?> FindAsync(string reference, CancellationToken cancellation) =>
        await engine.FindImageAsync(reference, cancellation) is { } image
            ? new StoredImage(image.Id, image.Config?.Labels ?? new Dictionary<string, string>()) { Layers = image.RootFs?.Layers ?? [] }
            : null;

    public async Task<DockerContext?> PodmanAsync(CancellationToken cancellation) =>
        await engine.IsPodmanAsync(cancellation) ? engine.Context : null;
}
