using System.Collections.Concurrent;
using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Further names of images in the engine, which go when the turn is over.</summary>
internal sealed class TagTurn(DockerEngine engine, FileStream turn) : IAsyncDisposable
{
    private readonly ConcurrentBag<string> added = [];

    /// <summary>Names an image by its content in a repository.</summary>
    /// <returns>The new name.</returns>
    public async Task<string> TagAsync(EngineImage image, string repository, CancellationToken cancellation)
    {
        var reference = $"{repository}:{image.Tag}";
        added.Add(reference);
        await engine.TagImageAsync(image.Id.Text, repository, image.Tag, cancellation);
        return reference;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Not to be cancelled: the engine's own deadlines hold.
            await Task.WhenAll(added.Select(reference => engine.UntagImageAsync(reference, CancellationToken.None)));
        }
        finally
        {
            await turn.DisposeAsync();
        }
    }
}
