namespace Harness.Snapshots;

/// <summary>Reads images without starting them.</summary>
public interface ISnapshotReader
{
    /// <summary>Reads configuration and root file system; the same digest is read once and cached.</summary>
    /// <param name="digest">The image id, <c>sha256:…</c>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<ImageSnapshot> ReadAsync(string digest, CancellationToken cancellation);
}
