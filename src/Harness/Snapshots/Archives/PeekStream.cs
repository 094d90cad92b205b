using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>A forward stream whose first bytes can be looked at before it is read. Does not own what it reads from.</summary>
internal sealed class PeekStream : ForwardStream
{
    private readonly byte[] _head = new byte[TarArchive.Block];
    private readonly int _filled;
    private readonly Stream _source;
    private int _taken;

    /// <param name="source">The stream at its start.</param>
    public PeekStream(Stream source)
    {
        _source = source;
        _filled = source.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes of the stream, up to one tar block.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _filled);

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_taken == _filled)
        {
            return _source.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _filled - _taken);
        _head.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }
}
