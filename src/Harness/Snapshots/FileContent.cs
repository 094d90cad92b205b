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

    private readonly byte[] skipped = new byte[Step];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream stream = Stream.Null;
    private long size;
    private long position;
    private long tailStart;
    private byte[] head = new byte[Step];
    private byte[] tail = [];
    private int headFilled;
    private int tailFilled;
    private bool isHashing;

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();

    /// <summary>Whether something was asked for that is in the file and out of reach.</summary>
    public bool WasOutOfReach { get; private set; }

    /// <summary>Turns to another file.</summary>
    /// <param name="stream">Its content, at the start.</param>
    /// <param name="size">Its size in bytes.</param>
    public void Open(Stream stream, long size)
    {
        if (isHashing)
        {
            hash.GetHashAndReset();
        }

        isHashing = true;
        (this.stream, this.size, position, tailStart, headFilled, tailFilled) = (stream, size, 0, -1, 0, 0);
        WasOutOfReach = false;
    }

    /// <summary>Fills <paramref name="into"/> from an offset; false when the file has no such bytes or they are out of reach.</summary>
    public bool TryRead(long offset, Span<byte> into)
    {
        if (offset < 0 || offset > size - into.Length)
        {
            return false;
        }

        var end = offset + into.Length;
        if (end <= MaxHead)
        {
            if (tailStart < 0)
            {
                Fill(ref head, ref headFilled, end, MaxHead);
            }

            return Copy(head, headFilled, offset, into);
        }

        if (tailStart < 0)
        {
            OpenTail(offset);
        }

        if (offset < tailStart || end - tailStart > MaxTail)
        {
            WasOutOfReach = true;
            return false;
        }

        Fill(ref tail, ref tailFilled, end - tailStart, MaxTail);
        return Copy(tail, tailFilled, offset - tailStart, into);
    }

    /// <summary>All of a file that is small enough; empty when it is larger than <paramref name="limit"/>. Valid until the next file.</summary>
    public ReadOnlySpan<byte> WholeUpTo(int limit)
    {
        if (size > Math.Min(limit, MaxHead) || tailStart >= 0)
        {
            return [];
        }

        Fill(ref head, ref headFilled, size, MaxHead);
        return head.AsSpan(0, headFilled);
    }

    /// <summary>Reads to the end of the file and gives the first half of the SHA-256 of its bytes. Nothing else can be read then.</summary>
    public UInt128 Finish()
    {
        while (position < size)
        {
            if (Next(skipped.AsSpan(0, (int)Math.Min(Step, size - position))) == 0)
            {
                throw new EndOfStreamException();
            }
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        isHashing = false;
        return size == 0 ? 0 : BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private int Next(Span<byte> into)
    {
        var read = stream.Read(into);
        hash.AppendData(into[..read]);
        position += read;
        return read;
    }

    private void OpenTail(long offset)
    {
        // What is skipped cannot be had later, so the head comes first.
        Fill(ref head, ref headFilled, Math.Min(MaxHead, size), MaxHead);
        tailStart = Math.Max(position, offset - BeforeTail);
        while (position < tailStart)
        {
            if (Next(skipped.AsSpan(0, (int)Math.Min(Step, tailStart - position))) == 0)
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
