namespace Harness.Sandboxes;

/// <summary>A connection that carries one request and its answer: all that is written is sent when the first byte is read.</summary>
/// <param name="exchange">Sends the request and returns the whole answer.</param>
internal sealed class ExchangeStream(Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> exchange) : Stream
{
    private readonly MemoryStream request = new();
    private MemoryStream? answer;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => request.Write(buffer, offset, count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        answer ??= new MemoryStream(await exchange(request.GetBuffer().AsMemory(0, (int)request.Length), cancellationToken));
        return await answer.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            request.Dispose();
            answer?.Dispose();
        }

        base.Dispose(disposing);
    }
}
