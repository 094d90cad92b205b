using Docker.DotNet.Handler.Abstractions;

namespace Harness.Platform.Docker;

/// <summary>
/// A long answer of the engine, for example an image's bytes: each read has a deadline of its own, and an engine that
/// stops in the middle is a fault with words, never a shorter stream.
/// </summary>
internal sealed class EngineStream(DockerContext context, string request, Stream content, TimeSpan idle) : WriteClosableStream
{
    private const int Remembered = 8;

    private byte[] last = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanCloseWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>How many bytes were read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The last bytes that were read, at most the eight of a frame's header.</summary>
    public byte[] LastBytes => last;

    public override void Flush()
    {
    }

    public override void CloseWrite() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Seen(buffer.AsSpan(offset, content.Read(buffer, offset, count)));
        }
        catch (Exception fault) when (ConnectionFault.Is(fault))
        {
            throw EngineFault.Lost(context, request, fault);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(idle);
        try
        {
            var count = await content.ReadAsync(buffer, deadline.Token);
            return Seen(buffer.Span[..count]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineFault.Unanswered(context, request, idle);
        }
        catch (Exception fault) when (ConnectionFault.Is(fault))
        {
            throw EngineFault.Lost(context, request, fault);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Seen(ReadOnlySpan<byte> bytes)
    {
        BytesRead += bytes.Length;
        last = bytes.Length >= Remembered ? bytes[^Remembered..].ToArray() : [.. last.AsSpan(Math.Max(0, last.Length + bytes.Length - Remembered)), .. bytes];
        return bytes.Length;
    }
}
