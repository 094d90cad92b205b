using System.Buffers.Binary;
using System.Text;

namespace Harness.Tests.Fuzzing;

/// <summary>Damages bytes in the ways in which files are damaged, by chance and on purpose.</summary>
internal static class Mutation
{
    private static readonly ulong[] Numbers =
        [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, ulong.MaxValue];

    /// <summary>A few damages, or none.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="bytes">What is damaged; left as it is.</param>
    /// <param name="tokens">Texts that mean something to the reader.</param>
    public static byte[] Of(Random random, byte[] bytes, params IReadOnlyList<string> tokens)
    {
        var damaged = bytes;
        for (var left = random.Next(6); left > 0; left--)
        {
            damaged = Once(random, damaged, tokens);
        }

        return damaged;
    }

    private static byte[] Once(Random random, byte[] bytes, IReadOnlyList<string> tokens)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(random.Next(1, 64), bytes.Length - at);
        switch (random.Next(10))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..at], .. bytes.AsSpan(random.Next(bytes.Length - length + 1), length), .. bytes[at..]];
            case 3:
                // Much of one thing.
                return
                [
                    .. bytes[..at],
                    .. Enumerable.Repeat(bytes[at..(at + Math.Min(length, 8))], random.Next(1, 2000)).SelectMany(part => part),
                    .. bytes[at..]
                ];
            case 4 or 5 when tokens.Count > 0:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Count)]), .. bytes[at..]];
            case 6 when tokens.Count > 0:
                return Overwritten(bytes, at, Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Count)]));
            case 7:
                var number = new byte[8];
                var value = Numbers[random.Next(Numbers.Length)] + (ulong)random.Next(-2, 3);
                BinaryPrimitives.WriteUInt64LittleEndian(number, value);
                if (random.Next(4) == 0)
                {
                    Array.Reverse(number);
                }

                return Overwritten(bytes, at, number.AsSpan(0, 1 << random.Next(4)));
            default:
                return Overwritten(bytes, at, [(byte)random.Next(256)]);
        }
    }

    private static byte[] Overwritten(byte[] bytes, int at, ReadOnlySpan<byte> with)
    {
        var copy = (byte[])bytes.Clone();
        with = with[..Math.Min(with.Length, copy.Length - at)];
        with.CopyTo(copy.AsSpan(at));
        return copy;
    }
}
