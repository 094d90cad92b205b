namespace Sidecar.Http;

/// <summary>
/// A connection to a client that may be as slow as it likes, as long as something moves: a read or a write of a block that
/// takes longer than a minute is given up.
/// </summary>
internal sealed class PatientStream(Stream inner) : Stream
{
    private const int BlockSize = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, cancellationToken);
        return read.IsCompleted ? await read : await WaitAsync(read.AsTask(), "sent", cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var block = buffer[..Math.Min(BlockSize, buffer.Length)];
            buffer = buffer[block.Length..];
            var write = inner.WriteAsync(block, cancellationToken);
            if (write.IsCompleted)
            {
                await write;
            }
            else
            {
                await WaitAsync(WholeAsync(write), "took", cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static async Task<int> WholeAsync(ValueTask write)
    {
        await write;
        return 0;
    }

    private static async Task<T> WaitAsync<T>(Task<T> moving, string did, CancellationToken cancellation)
    {
        try
        {
            return await moving.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new SlowClientException($"The client {did} nothing for {Patience.TotalSeconds:0} seconds.");
        }
    }
}
