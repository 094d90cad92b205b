namespace Harness.Platform.Docker;

/// <summary>Where an image's bytes come from: the engine, or a file.</summary>
public interface IImageArchive
{
    /// <summary>Opens a stream of the image in the format of <c>docker save</c>, never held in memory as a whole.</summary>
    /// <param name="digest">The image id.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task<Stream> OpenAsync(string digest, CancellationToken cancellation);
}
