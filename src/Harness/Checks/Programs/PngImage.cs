using System.Buffers.Binary;

namespace Harness.Checks.Programs;

/// <summary>Tells whether bytes are a whole PNG.</summary>
internal static class PngImage
{
    private const int ChunkOverhead = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>What is wrong; null for a PNG with pixels, from its signature to its last chunk.</summary>
    public static string? Problem(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Signature))
        {
            return $"it has {bytes.Length} bytes and does not begin as a PNG does";
        }

        var (pixels, data) = (0L, false);
        for (var rest = bytes[Signature.Length..]; rest.Length >= ChunkOverhead;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkOverhead)
            {
                break;
            }

            var content = rest.Slice(8, (int)length);
            switch (rest.Slice(4, 4))
            {
                case [(byte)'I', (byte)'H', (byte)'D', (byte)'R'] when length >= 8:
                    pixels = (long)BinaryPrimitives.ReadUInt32BigEndian(content) * BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
                    break;
                case [(byte)'I', (byte)'D', (byte)'A', (byte)'T']:
                    data = true;
                    break;
                case [(byte)'I', (byte)'E', (byte)'N', (byte)'D']:
                    return pixels > 0 && data ? null : "the PNG has no pixels";
            }

            rest = rest[(ChunkOverhead + (int)length)..];
        }

        return $"the PNG of {bytes.Length} bytes breaks off";
    }
}
