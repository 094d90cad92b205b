using System.IO.Compression;
using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>What archives are compressed with, told by their first bytes.</summary>
internal static class Decompression
{
    /// <summary>Whether a file that starts so is compressed in a way that is known.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> head) => IsGzip(head) || IsZstandard(head);

    /// <summary>The plain bytes of a file; of one that is not compressed, the file as it is.</summary>
    /// <param name="head">How the file starts.</param>
    /// <param name="stream">The file at its start; not disposed.</param>
    public static Stream Open(ReadOnlySpan<byte> head, Stream stream) =>
        IsGzip(head) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true)
        : IsZstandard(head) ? new ZstandardStream(stream)
        : new BorrowedStream(stream);

    private static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];

    private static bool IsZstandard(ReadOnlySpan<byte> head) => head is [0x28, 0xB5, 0x2F, 0xFD, ..];

    /// <summary>A stream that is somebody else's to dispose.</summary>
    private sealed class BorrowedStream(Stream source) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => source.Read(buffer);
    }
}
