using Harness.Platform;
using Harness.Platform.Docker;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Cache;

namespace Harness.Snapshots;

/// <summary>
/// Reads images from archives and remembers them: for the run in memory, where callers at the same time share one
/// reading, and between runs on disk. An image id names content that never changes, so nothing ever goes stale.
/// </summary>
/// <param name="archive">Where images come from.</param>
/// <param name="cache">What earlier runs read.</param>
public sealed class SnapshotReader(IImageArchive archive, SnapshotCache cache) : ISnapshotReader
{
    private readonly SharedReads<ImageSnapshot> reads = new();

    /// <inheritdoc />
    /// <exception cref="InfrastructureException">The image is not there, or its archive is damaged.</exception>
    public Task<ImageSnapshot> ReadAsync(string digest, CancellationToken cancellation) =>
        reads.GetAsync(digest, token => LoadAsync(digest, token), cancellation);

    private async Task<ImageSnapshot> LoadAsync(string digest, CancellationToken cancellation)
    {
        if (cache.Find(digest) is { } known)
        {
            return known;
        }

        await using var stream = await archive.OpenAsync(digest, cancellation);
        var snapshot = await Task.Factory.StartNew(
            () => Parse(stream, digest, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        cache.Store(snapshot);
        return snapshot;
    }

    private static ImageSnapshot Parse(Stream stream, string digest, CancellationToken cancellation)
    {
        try
        {
            using var blocking = new BlockingStream(stream, cancellation);
            return ImageArchiveReader.Read(blocking, digest);
        }
        catch (Exception fault) when (fault is InvalidDataException || ConnectionFault.Is(fault))
        {
            throw new InfrastructureException(
                $"The files of image {digest} cannot be read: expected an archive as docker save writes it, but {Sentence.Of(fault.Message)} "
                + "No check of its files can be trusted, so none was made. Try again; if it stays so, remove the image and build or pull it again.",
                fault);
        }
    }
}
