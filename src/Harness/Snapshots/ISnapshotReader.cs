namespace Harness.Snapshots;

/// <summary>Reads images without starting them.</summary>
public interface ISnapshotReader
{
    /// <summary>Reads configuration and root file system; the same digest is read once and cached.</summary>
    /// <param name="digest">The image id, <c>sha256:…</c>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<ImageSnapshot> ReadAsync(string digest, CancellationToken cancellation);
}

/// <summary>Where an image's bytes come from: the engine, or a file.</summary>
public interface IImageArchive
{
    /// <summary>Opens a stream of the image in the format of <c>docker save</c>, never held in memory as a whole.</summary>
    /// <param name="digest">The image id.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task<Stream> OpenAsync(string digest, CancellationToken cancellation);
}
