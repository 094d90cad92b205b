using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>A forward stream whose first bytes can be looked at before it is read. Does not own what it reads from.</summary>
internal sealed class PeekStream : ForwardStream
{
    private readonly byte[] head = new byte[TarArchive.Block];
    private readonly int filled;
    private readonly Stream source;
    private int taken;

    /// <param name="source">The stream at its start.</param>
    public PeekStream(Stream source)
    {
        this.source = source;
        filled = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes of the stream, up to one tar block.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, filled);

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (taken == filled)
        {
            return source.Read(buffer);
        }

        var count = Math.Min(buffer.Length, filled - taken);
        head.AsSpan(taken, count).CopyTo(buffer);
        taken += count;
        return count;
    }
}
