using System.Buffers;
using System.Threading.Channels;

namespace Harness.Platform;

/// <summary>
/// Reads an asynchronous stream for a thread that may block, some pieces ahead of it, and lets cancellation through: parsing
/// is plain code then, goes on beside the reading, and an engine that stops sending still does not hold a run up. Does not
/// own what it reads from, and has let go of it once disposed.
/// </summary>
internal sealed class BlockingStream : ForwardStream
{
    private const int PieceSize = 1 << 19;
    private const int Ahead = 3;

    private readonly Channel<(byte[] Bytes, int Count)> _filled = Channel.CreateBounded<(byte[], int)>(
        new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _end;
    private readonly Task _reading;
    private byte[] _piece = [];
    private int _count;
    private int _taken;

    /// <summary>Begins to read.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="cancellation">Ends it.</param>
    public BlockingStream(Stream source, CancellationToken cancellation)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _reading = Task.Run(() => ReadAheadAsync(source), CancellationToken.None);
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_taken == _count && !Next())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _count - _taken);
        _piece.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _end.Cancel();
            _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
            Return();
            while (_filled.Reader.TryRead(out var left))
            {
                ArrayPool<byte>.Shared.Return(left.Bytes);
            }

            _end.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Next()
    {
        Return();
        (byte[] Bytes, int Count) next;
        while (!_filled.Reader.TryRead(out next))
        {
            if (!_filled.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }

        (_piece, _count, _taken) = (next.Bytes, next.Count, 0);
        return true;
    }

    private void Return()
    {
        if (_piece.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_piece);
        }

        (_piece, _count, _taken) = ([], 0, 0);
    }

    private async Task ReadAheadAsync(Stream source)
    {
        try
        {
            while (true)
            {
                var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
                var count = await source.ReadAtLeastAsync(piece.AsMemory(0, PieceSize), PieceSize, throwOnEndOfStream: false, _end.Token);
                if (count == 0)
                {
                    ArrayPool<byte>.Shared.Return(piece);
                    break;
                }

                await _filled.Writer.WriteAsync((piece, count), _end.Token);
            }

            _filled.Writer.Complete();
        }
        catch (Exception fault)
        {
            // It is thrown where the bytes would be read.
            _filled.Writer.Complete(fault);
        }
    }
}
