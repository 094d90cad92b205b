using System.Text.Json;
using Harness.Platform;
using Harness.Platform.Registries;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Cache;

namespace Harness.Snapshots;

/// <summary>Reads images in registries without an engine.</summary>
/// <param name="registry">The registry.</param>
/// <param name="cache">What earlier runs read: an image id names content that never changes, wherever it was read.</param>
internal sealed class RemoteSnapshots(RegistryClient registry, SnapshotCache cache)
{
    /// <summary>An image with its files: all its layers are read, unless an earlier run did.</summary>
    /// <exception cref="InfrastructureException">The registry does not give a part of it, or one is damaged.</exception>
    public async Task<ImageSnapshot> ReadAsync(string repository, RemoteImage image, CancellationToken cancellation)
    {
        if (cache.Find(image.ConfigDigest) is { } known)
        {
            return known;
        }

        var config = await DocumentAsync(repository, image, cancellation);
        var reader = new LayerReader();
        var layers = new List<Layer>();
        foreach (var layer in image.Layers)
        {
            await using var stream = await registry.BlobAsync(repository, layer.Digest, cancellation);
            layers.Add(await Task.Factory.StartNew(
                () => Understand(repository, image, bytes => Read(reader, bytes, cancellation), stream),
                cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default));
        }

        var snapshot = Understand(repository, image, document => ImageAssembly.Of(image.ConfigDigest, document, layers), config);
        cache.Store(snapshot);
        return snapshot;
    }

    private static Layer Read(LayerReader reader, Stream stream, CancellationToken cancellation)
    {
        using var blocking = new BlockingStream(stream, cancellation);
        return reader.Read(new PeekStream(blocking));
    }

    private async Task<JsonElement> DocumentAsync(string repository, RemoteImage image, CancellationToken cancellation) =>
        await registry.BlobDocumentAsync(repository, image.ConfigDigest, cancellation)
        ?? throw new RegistryException(
            $"{registry.Host} has the manifest {repository}@"
            + $"{image.ManifestDigest} and not the configuration that it names: the image was not pushed to its end, or is being removed. Push it again.");

    private TOut Understand<TIn, TOut>(string repository, RemoteImage image, Func<TIn, TOut> read, TIn part)
    {
        try
        {
            return read(part);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException || ConnectionFault.Is(fault))
        {
            throw new RegistryException(
                $"The image {registry.Host}/{repository}@{image.ManifestDigest} cannot be read: "
                + $"{Sentence.Of(fault.Message)} Try again; if it stays so, what is in the registry is damaged.",
                fault);
        }
    }
}
