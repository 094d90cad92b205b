using System.Net;

namespace Harness.Platform.Docker;

/// <summary>An answer's content that hands out the stream that is watched.</summary>
internal sealed class WatchedContent(EngineStream stream, HttpContent original) : HttpContent
{
    public EngineStream Stream => stream;

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => stream.CopyToAsync(target);

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken) =>
        stream.CopyToAsync(target, cancellationToken);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
            original.Dispose();
        }

        base.Dispose(disposing);
    }
}
