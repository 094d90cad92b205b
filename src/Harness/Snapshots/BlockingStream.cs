namespace Harness.Snapshots;

/// <summary>
/// Reads an asynchronous stream from a thread that may block, in large pieces, and lets cancellation through: parsing is
/// plain code then, and an engine that stops sending still does not hold a run up. Does not own what it reads from.
/// </summary>
internal sealed class BlockingStream(Stream source, CancellationToken cancellation) : ForwardStream
{
    private readonly byte[] _buffer = new byte[1 << 18];
    private int _filled;
    private int _taken;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_taken == _filled)
        {
            _taken = 0;
            _filled = source.ReadAsync(_buffer, cancellation).AsTask().GetAwaiter().GetResult();
        }

        var count = Math.Min(buffer.Length, _filled - _taken);
        _buffer.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }
}
