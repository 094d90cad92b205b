using System.Globalization;
using System.Text;
using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>One member of a tar archive.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Kind">The type flag; <c>'0'</c> for every kind of regular file.</param>
/// <param name="Mode">Permission bits (07777).</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Size">Bytes of content.</param>
/// <param name="LinkName">The target of a link as written; empty for others.</param>
/// <param name="Capabilities">The raw <c>security.capability</c> attribute, or null.</param>
internal sealed record TarMember(
    string Name, char Kind, int Mode, int Uid, int Gid, long Size, string LinkName, byte[]? Capabilities);

/// <summary>
/// Reads a tar archive forwards, once. Not System.Formats.Tar, which turns the bytes of extended attributes into text
/// and so loses file capabilities, and which reserves as much memory as an extended header claims to need. As a stream it
/// is the content of the member that <see cref="Next"/> returned last. Does not own what it reads from.
/// </summary>
internal sealed class TarArchive(Stream stream) : ForwardStream
{
    /// <summary>The size of a header and the unit of everything else.</summary>
    public const int Block = 512;

    /// <summary>More than a kernel allows for names and attributes of one file together.</summary>
    private const int MaxExtendedHeader = 1 << 20;

    private readonly byte[] header = new byte[Block];
    private readonly byte[] discarded = new byte[1 << 16];
    private long left;
    private long padding;

    /// <summary>Whether a block can be the first of an archive: a header with a right checksum, or the end mark of an empty one.</summary>
    public static bool IsStart(ReadOnlySpan<byte> block) =>
        block.Length >= Block && (!block[..Block].ContainsAnyExcept((byte)0) || HasRightChecksum(block[..Block]));

    /// <summary>The next member; null at the end of the archive.</summary>
    /// <exception cref="InvalidDataException">This is no tar archive, it is damaged, or it ends too early.</exception>
    public TarMember? Next()
    {
        var extended = ExtendedHeader.Empty;
        while (true)
        {
            SkipContent();
            if (!ReadHeader())
            {
                return null;
            }

            var kind = (char)header[156];
            var size = Number(header.AsSpan(124, 12));
            switch (kind)
            {
                case 'x':
                    extended = extended.With(ReadWhole(size));
                    break;
                case 'g':
                    // Global headers carry comments; engines write none that change a file.
                    Begin(size);
                    break;
                case 'L':
                    extended = extended with { Path = Text(ReadWhole(size)) };
                    break;
                case 'K':
                    extended = extended with { LinkPath = Text(ReadWhole(size)) };
                    break;
                case 'S':
                    throw new InvalidDataException("it has a sparse member in the old GNU format, which image layers do not have");
                default:
                    return Member(kind, extended.Size ?? size, extended);
            }
        }
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (left == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        left -= read;
        return read > 0 ? read : throw new InvalidDataException("it ends in the middle of a member");
    }

    private TarMember Member(char kind, long size, ExtendedHeader extended)
    {
        // Links, directories and devices have no content, whatever their size field says.
        size = kind is >= '1' and <= '6' ? 0 : size;
        Begin(size);
        var name = extended.Path ?? HeaderName();
        if (kind is not (>= '1' and <= '6'))
        {
            // Archives from before POSIX mark a directory by a trailing slash only.
            kind = kind == '\0' && name.EndsWith('/') ? '5' : '0';
        }

        return new TarMember(
            name,
            kind,
            (int)(Number(header.AsSpan(100, 8)) & 0b111_111_111_111),
            Id(extended.Uid ?? Number(header.AsSpan(108, 8))),
            Id(extended.Gid ?? Number(header.AsSpan(116, 8))),
            size,
            extended.LinkPath ?? Text(header.AsSpan(157, 100)),
            extended.Capabilities);
    }

    private string HeaderName()
    {
        var name = Text(header.AsSpan(0, 100));
        var isPosix = header.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        var prefix = isPosix ? Text(header.AsSpan(345, 155)) : string.Empty;
        return prefix.Length == 0 ? name : $"{prefix}/{name}";
    }

    private void Begin(long size)
    {
        if (size < 0)
        {
            throw new InvalidDataException("a header has a negative size");
        }

        left = size;
        padding = (Block - (size % Block)) % Block;
    }

    private byte[] ReadWhole(long size)
    {
        if (size is < 0 or > MaxExtendedHeader)
        {
            throw new InvalidDataException($"an extended header claims {size} bytes; at most {MaxExtendedHeader} are read");
        }

        Begin(size);
        var bytes = new byte[size];
        ReadExactly(bytes);
        return bytes;
    }

    private void SkipContent()
    {
        if (stream.CanSeek)
        {
            // What lies in a file need not be read to be passed over.
            var skipped = Math.Min(left, stream.Length - stream.Position);
            stream.Seek(skipped, SeekOrigin.Current);
            left = skipped == left ? 0 : throw new InvalidDataException("it ends in the middle of a member");
        }

        while (Read(discarded) > 0)
        {
        }

        left = padding;
        padding = 0;
        ReadExactly(discarded.AsSpan(0, (int)left));
    }

    private bool ReadHeader()
    {
        var read = stream.ReadAtLeast(header, Block, throwOnEndOfStream: false);
        if (read < Block)
        {
            // An archive that just stops may lack files whose absence a check would take for a virtue.
            throw new InvalidDataException("it ends without the mark that ends an archive");
        }

        if (!header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return false;
        }

        return HasRightChecksum(header) ? true : throw new InvalidDataException("a header's checksum is wrong");
    }

    private static bool HasRightChecksum(ReadOnlySpan<byte> header)
    {
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        return TryOctal(header.Slice(148, 8), out var written) && written == sum;
    }

    /// <summary>A numeric field: octal text, or binary when the first bit is set.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            long value = field[0] & 0x7F;
            foreach (var digit in field[1..])
            {
                // 0x40 is the sign, and a number that fills more than 55 bits would overflow.
                value = value is >= 0 and < 1L << 55 && (field[0] & 0x40) == 0
                    ? (value << 8) | digit
                    : throw new InvalidDataException("a header has a number that is negative or too large");
            }

            return value;
        }

        return TryOctal(field, out var octal) ? octal : throw new InvalidDataException("a header has a number that is not octal");
    }

    private static bool TryOctal(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value << 3) | (long)(digit - (byte)'0');
        }

        return true;
    }

    private static int Id(long id) => (int)Math.Min(id, int.MaxValue);

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>What extended headers say of the member that follows.</summary>
    private sealed record ExtendedHeader(string? Path, string? LinkPath, long? Size, long? Uid, long? Gid, byte[]? Capabilities)
    {
        public static ExtendedHeader Empty { get; } = new(null, null, null, null, null, null);

        /// <summary>Adds the records of a PAX header: <c>length key=value\n</c>, where the length counts all of it and a value may be any bytes.</summary>
        public ExtendedHeader With(ReadOnlySpan<byte> records)
        {
            var header = this;
            while (!records.IsEmpty)
            {
                var space = records.IndexOf((byte)' ');
                if (space <= 0
                    || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                    || length <= space + 1 || length > records.Length || records[length - 1] != '\n'
                    || records[..length].IndexOf((byte)'=') is var equals && equals < space)
                {
                    throw new InvalidDataException("an extended header is malformed");
                }

                header = header.With(Encoding.UTF8.GetString(records[(space + 1)..equals]), records[(equals + 1)..(length - 1)]);
                records = records[length..];
            }

            return header;
        }

        private ExtendedHeader With(string key, ReadOnlySpan<byte> value) => key switch
        {
            "path" => this with { Path = Encoding.UTF8.GetString(value) },
            "linkpath" => this with { LinkPath = Encoding.UTF8.GetString(value) },
            "size" => this with { Size = Decimal(value) },
            "uid" => this with { Uid = Decimal(value) },
            "gid" => this with { Gid = Decimal(value) },
            "SCHILY.xattr.security.capability" => this with { Capabilities = value.ToArray() },
            _ => this,
        };

        private static long Decimal(ReadOnlySpan<byte> value) =>
            long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new InvalidDataException("an extended header has a number that is not decimal");
    }
}
