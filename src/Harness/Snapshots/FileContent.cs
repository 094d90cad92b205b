using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Harness.Snapshots;

/// <summary>
/// Random access to a file that streams past once, in bounded memory: its first 16 MiB, and when something further on is
/// asked for, 8 MiB around that. Files up to 16 MiB are wholly there; in a larger one the loader's tables lie at the start
/// and the dynamic section near the end, which both are covered. The buffers serve one file after the other. What streams past is hashed.
/// </summary>
internal sealed class FileContent : IDisposable
{
    private const int MaxHead = 16 << 20;
    private const int MaxTail = 8 << 20;
    private const int BeforeTail = 2 << 20;
    private const int Step = 1 << 16;

    private readonly byte[] _skipped = new byte[Step];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream _stream = Stream.Null;
    private long _size;
    private long _position;
    private long _tailStart;
    private byte[] _head = new byte[Step];
    private byte[] _tail = [];
    private int _headFilled;
    private int _tailFilled;
    private bool _isHashing;

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();

    /// <summary>Whether something was asked for that is in the file and out of reach.</summary>
    public bool WasOutOfReach { get; private set; }

    /// <summary>Turns to another file.</summary>
    /// <param name="stream">Its content, at the start.</param>
    /// <param name="size">Its size in bytes.</param>
    public void Open(Stream stream, long size)
    {
        if (_isHashing)
        {
            _hash.GetHashAndReset();
        }

        _isHashing = true;
        (_stream, _size, _position, _tailStart, _headFilled, _tailFilled) = (stream, size, 0, -1, 0, 0);
        WasOutOfReach = false;
    }

    /// <summary>Fills <paramref name="into"/> from an offset; false when the file has no such bytes or they are out of reach.</summary>
    public bool TryRead(long offset, Span<byte> into)
    {
        if (offset < 0 || offset > _size - into.Length)
        {
            return false;
        }

        var end = offset + into.Length;
        if (end <= MaxHead)
        {
            if (_tailStart < 0)
            {
                Fill(ref _head, ref _headFilled, end, MaxHead);
            }

            return Copy(_head, _headFilled, offset, into);
        }

        if (_tailStart < 0)
        {
            OpenTail(offset);
        }

        if (offset < _tailStart || end - _tailStart > MaxTail)
        {
            WasOutOfReach = true;
            return false;
        }

        Fill(ref _tail, ref _tailFilled, end - _tailStart, MaxTail);
        return Copy(_tail, _tailFilled, offset - _tailStart, into);
    }

    /// <summary>All of a file that is small enough; empty when it is larger than <paramref name="limit"/>. Valid until the next file.</summary>
    public ReadOnlySpan<byte> WholeUpTo(int limit)
    {
        if (_size > Math.Min(limit, MaxHead) || _tailStart >= 0)
        {
            return [];
        }

        Fill(ref _head, ref _headFilled, _size, MaxHead);
        return _head.AsSpan(0, _headFilled);
    }

    /// <summary>Reads to the end of the file and gives the first half of the SHA-256 of its bytes. Nothing else can be read then.</summary>
    public UInt128 Finish()
    {
        while (_position < _size)
        {
            if (Next(_skipped.AsSpan(0, (int)Math.Min(Step, _size - _position))) == 0)
            {
                throw new EndOfStreamException();
            }
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        _isHashing = false;
        return _size == 0 ? 0 : BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private int Next(Span<byte> into)
    {
        var read = _stream.Read(into);
        _hash.AppendData(into[..read]);
        _position += read;
        return read;
    }

    private void OpenTail(long offset)
    {
        // What is skipped cannot be had later, so the head comes first.
        Fill(ref _head, ref _headFilled, Math.Min(MaxHead, _size), MaxHead);
        _tailStart = Math.Max(_position, offset - BeforeTail);
        while (_position < _tailStart)
        {
            if (Next(_skipped.AsSpan(0, (int)Math.Min(Step, _tailStart - _position))) == 0)
            {
                throw new EndOfStreamException();
            }
        }
    }

    private void Fill(ref byte[] buffer, ref int filled, long wanted, int limit)
    {
        while (filled < wanted)
        {
            if (filled == buffer.Length)
            {
                // Grows only as bytes arrive: a claimed size costs nothing.
                Array.Resize(ref buffer, Math.Clamp(buffer.Length * 2, Step, limit));
            }

            var read = Next(buffer.AsSpan(filled, Math.Min(buffer.Length - filled, Step)));
            if (read == 0)
            {
                return;
            }

            filled += read;
        }
    }

    private static bool Copy(byte[] buffer, int filled, long offset, Span<byte> into)
    {
        if (offset + into.Length > filled)
        {
            return false;
        }

        buffer.AsSpan((int)offset, into.Length).CopyTo(into);
        return true;
    }
}
