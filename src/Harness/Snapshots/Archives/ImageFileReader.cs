using System.Text.Json;
using Harness.Snapshots.Attestations;
using Harness.Snapshots.Cache;

namespace Harness.Snapshots.Archives;

/// <summary>
/// Reads images that lie in files, without an engine. Layers are held to the digests that the configuration names, so a
/// snapshot under an image id is the same from wherever it was read, and is read once.
/// </summary>
/// <param name="cache">What earlier runs read, from files or from an engine.</param>
public sealed class ImageFileReader(SnapshotCache cache)
{
    /// <summary>Reads an image.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="platform">The platform, where the image is there for several; null for this machine's.</param>
    /// <param name="attestations">Whether the attestations that lie beside it are read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UsageException">
    /// It may not be read, there are several images and nothing says which is meant, or the one that is meant is not there.
    /// </exception>
    /// <exception cref="InfrastructureException">What lies there is damaged, or holds no image.</exception>
    public Task<ImageFile> ReadAsync(ImageLocation location, string? platform, bool attestations, CancellationToken cancellation)
    {
        return Task.Factory.StartNew(
            () => Read(location, platform, attestations, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private ImageFile Read(ImageLocation location, string? platform, bool attestations, CancellationToken cancellation)
    {
        try
        {
            IImageFiles files = location.Format == ImageFormat.OciDirectory
                ? new ImageDirectory(location.Path, cancellation)
                : new ImageTar(location.Path, cancellation);
            var search = new ImageSearch(files);
            var image = ImageChoice.Choose(search.Find(location.Format), location, platform);
            return new ImageFile(cache.Find(image.Digest) ?? Read(files, image), image.Names)
            {
                Attestations = attestations ? search.Attestations(image) : null,
            };
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new UsageException($"{location} may not be read by this user: {fault.Message}");
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new InfrastructureException(
                $"The image in {location} cannot be read: {Sentence.Of(fault.Message)} Expected {Expected(location.Format)}. "
                + "Nothing in it can be trusted, so nothing was looked at; save it again.",
                fault);
        }
    }

    private ImageSnapshot Read(IImageFiles files, FoundImage image)
    {
        var reader = new LayerReader();
        // A layer that lies there uncompressed has the digest that the configuration names, which is looked at in any case.
        var plain = ImageConfigReader.DiffIds(image.Config);
        var digests = image.Layers.DistinctBy(layer => layer.Name)
            .ToDictionary(layer => layer.Name, layer => plain.Contains(layer.Digest) ? null : layer.Digest, StringComparer.Ordinal);
        var read = files.Read(digests.Keys, (name, stream) => Read(reader, stream, digests.GetValueOrDefault(name)));
        var layers = image.Layers
            .Select(layer => read.GetValueOrDefault(layer.Name) ?? throw new InvalidDataException($"it has no {layer.Name}, a layer of the image"))
            .ToList();
        var snapshot = ImageAssembly.Of(image.Digest, image.Config, layers);
        cache.Store(snapshot);
        return snapshot;
    }

    private static Layer Read(LayerReader reader, Stream stream, string? digest)
    {
        using var hashed = new HashedStream(stream, long.MaxValue);
        using var content = new PeekStream(digest is null ? stream : hashed);
        if (!LayerReader.IsLayer(content.Head))
        {
            throw new InvalidDataException("a layer is neither a tar archive nor one compressed with gzip or zstd");
        }

        var layer = reader.Read(content);
        return digest is null || hashed.DigestToEnd() == digest
            ? layer
            : throw new InvalidDataException($"a layer that should have the digest {digest} has another: it is damaged");
    }

    private static string Expected(ImageFormat format) => format switch
    {
        ImageFormat.DockerArchive => "an archive as docker save writes it",
        ImageFormat.OciArchive => "a tar archive of an OCI layout",
        ImageFormat.OciDirectory => "a directory with an OCI layout",
        _ => "an archive as docker save writes it, or one of an OCI layout",
    };
}

/// <summary>An image read from files.</summary>
/// <param name="Snapshot">The image.</param>
/// <param name="Names">Its names there; may be empty.</param>
public sealed record ImageFile(ImageSnapshot Snapshot, IReadOnlyList<string> Names)
{
    /// <summary>Its attestations there; null where they were not read.</summary>
    public IReadOnlyList<Attestation>? Attestations { get; init; }
}
