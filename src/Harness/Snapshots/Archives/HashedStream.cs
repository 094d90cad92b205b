using System.Security.Cryptography;
using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>Computes the digest of what is read through it, and ends what is longer than it may be. Does not own what it reads from.</summary>
/// <param name="source">The stream at its start.</param>
/// <param name="limit">The most bytes that it may have.</param>
internal sealed class HashedStream(Stream source, long limit) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The bytes read so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">There are more bytes than the limit.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        hash.AppendData(buffer[..read]);
        Count += read;
        return Count <= limit ? read : throw new InvalidDataException($"its layers have more than {LayerReader.MaxUnpacked >> 30} GiB, unpacked");
    }

    /// <summary>Reads the rest and gives the digest of all, <c>sha256:…</c>.</summary>
    public string DigestToEnd()
    {
        var rest = new byte[1 << 16];
        while (Read(rest) > 0)
        {
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
