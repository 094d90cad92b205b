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

    private readonly Channel<(byte[] Bytes, int Count)> filled = Channel.CreateBounded<(byte[], int)>(
        new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource end;
    private readonly Task reading;
    private byte[] current = [];
    private int length;
    private int taken;

    /// <summary>Begins to read.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="cancellation">Ends it.</param>
    public BlockingStream(Stream source, CancellationToken cancellation)
    {
        end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        reading = Task.Run(() => ReadAheadAsync(source), CancellationToken.None);
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (taken == length && !Next())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, length - taken);
        current.AsSpan(taken, count).CopyTo(buffer);
        taken += count;
        return count;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            end.Cancel();
            reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
            Return();
            while (filled.Reader.TryRead(out var left))
            {
                ArrayPool<byte>.Shared.Return(left.Bytes);
            }

            end.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Next()
    {
        Return();
        (byte[] Bytes, int Count) next;
        while (!filled.Reader.TryRead(out next))
        {
            if (!filled.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }

        (current, length, taken) = (next.Bytes, next.Count, 0);
        return true;
    }

    private void Return()
    {
        if (current.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(current);
        }

        (current, length, taken) = ([], 0, 0);
    }

    private async Task ReadAheadAsync(Stream source)
    {
        try
        {
            while (true)
            {
                var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
                var count = await source.ReadAtLeastAsync(piece.AsMemory(0, PieceSize), PieceSize, throwOnEndOfStream: false, end.Token);
                if (count == 0)
                {
                    ArrayPool<byte>.Shared.Return(piece);
                    break;
                }

                await filled.Writer.WriteAsync((piece, count), end.Token);
            }

            filled.Writer.Complete();
        }
        catch (Exception fault)
        {
            // It is thrown where the bytes would be read.
            filled.Writer.Complete(fault);
        }
    }
}
