using System.Buffers.Binary;
using System.Text;

namespace Harness.Snapshots;

/// <summary>
/// Reads from an ELF file what the loader reads. A file is hostile until shown otherwise: each offset and count is
/// checked, and a file that does not make sense is not ELF to the caller.
/// </summary>
internal static class ElfReader
{
    private const int MaxProgramHeaders = 512;
    private const int MaxDynamicEntries = 4096;
    private const int MaxString = 4096;
    private const int MaxStrings = 1 << 17;

    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const uint InterpreterSegment = 3;

    private const long EndTag = 0;
    private const long NeededTag = 1;
    private const long StringTableTag = 5;
    private const long RPathTag = 15;
    private const long RunPathTag = 29;

    private readonly record struct Segment(uint Type, long Offset, long Address, long FileSize);

    /// <summary>Whether a file starts as ELF files do.</summary>
    public static bool IsElf(ReadOnlySpan<byte> head) => head.StartsWith("\u007fELF"u8);

    /// <summary>What the loader needs to know; null for a big-endian, truncated or nonsensical file.</summary>
    public static ElfInfo? Read(FileContent file)
    {
        Span<byte> header = stackalloc byte[64];
        if (!file.TryRead(0, header[..52]) || !IsElf(header) || header[4] is not (1 or 2))
        {
            return null;
        }

        var is64Bit = header[4] == 2;
        var isLittleEndian = header[5] == 1;
        if (!isLittleEndian || (is64Bit && !file.TryRead(0, header)))
        {
            return null;
        }

        var machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
        return Segments(file, header, is64Bit) is { } segments
            && TryInterpreter(file, segments, out var interpreter)
            && TryDynamic(file, segments, is64Bit, out var needed, out var rPath, out var runPath)
                ? new ElfInfo(is64Bit, machine, interpreter, needed, rPath, runPath)
                : null;
    }

    private static List<Segment>? Segments(FileContent file, ReadOnlySpan<byte> header, bool is64Bit)
    {
        var start = is64Bit ? Word(header[32..], is64Bit) : Word(header[28..], is64Bit);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header[(is64Bit ? 54 : 42)..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header[(is64Bit ? 56 : 44)..]);
        if (count > MaxProgramHeaders || (count > 0 && size < (is64Bit ? 56 : 32)) || start < 0)
        {
            return null;
        }

        var segments = new List<Segment>(count);
        Span<byte> entry = stackalloc byte[56];
        entry = entry[..(is64Bit ? 56 : 32)];
        for (var i = 0; i < count; i++)
        {
            if (!file.TryRead(start + ((long)i * size), entry))
            {
                return null;
            }

            var type = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            segments.Add(is64Bit
                ? new Segment(type, Word(entry[8..], is64Bit), Word(entry[16..], is64Bit), Word(entry[32..], is64Bit))
                : new Segment(type, Word(entry[4..], is64Bit), Word(entry[8..], is64Bit), Word(entry[16..], is64Bit)));
        }

        return segments;
    }

    private static bool TryInterpreter(FileContent file, List<Segment> segments, out string? interpreter)
    {
        interpreter = null;
        var segment = segments.Find(segment => segment.Type == InterpreterSegment);
        if (segment.Type != InterpreterSegment)
        {
            return true;
        }

        interpreter = segment.FileSize is > 1 and <= MaxString ? String(file, segment.Offset) : null;
        return interpreter is not null;
    }

    private static bool TryDynamic(
        FileContent file, List<Segment> segments, bool is64Bit, out List<string> needed, out List<string> rPath, out List<string> runPath)
    {
        (needed, rPath, runPath) = ([], [], []);
        var dynamic = segments.Find(segment => segment.Type == DynamicSegment);
        if (dynamic.FileSize == 0)
        {
            // A static program, or a file of debugging symbols, whose dynamic section takes no room.
            return true;
        }

        if (Entries(file, dynamic, is64Bit) is not { } entries)
        {
            return false;
        }

        var strings = entries.Find(entry => entry.Tag == StringTableTag).Value;
        var segmentOfStrings = segments.Find(segment =>
            segment.Type == LoadSegment && strings >= segment.Address && strings - segment.Address < segment.FileSize);
        var characters = 0;
        foreach (var (tag, value) in entries)
        {
            if (tag is not (NeededTag or RPathTag or RunPathTag))
            {
                continue;
            }

            if (segmentOfStrings.Type != LoadSegment
                || value is < 0 or > int.MaxValue
                || String(file, segmentOfStrings.Offset + (strings - segmentOfStrings.Address) + value) is not { } text
                || (characters += text.Length) > MaxStrings)
            {
                return false;
            }

            if (tag == NeededTag)
            {
                needed.Add(text);
            }
            else
            {
                (tag == RPathTag ? rPath : runPath).AddRange(text.Split(':', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return true;
    }

    private static List<(long Tag, long Value)>? Entries(FileContent file, Segment dynamic, bool is64Bit)
    {
        var word = is64Bit ? 8 : 4;
        var entries = new List<(long, long)>();
        Span<byte> entry = stackalloc byte[16];
        entry = entry[..(2 * word)];
        for (var i = 0; i < MaxDynamicEntries && (long)(i + 1) * entry.Length <= dynamic.FileSize; i++)
        {
            if (dynamic.Offset < 0 || !file.TryRead(dynamic.Offset + ((long)i * entry.Length), entry))
            {
                return null;
            }

            var tag = Word(entry, is64Bit);
            if (tag == EndTag)
            {
                return entries;
            }

            entries.Add((tag, Word(entry[word..], is64Bit)));
        }

        // The loader reads up to the end tag, so a section without one is broken.
        return null;
    }

    private static string? String(FileContent file, long offset)
    {
        Span<byte> bytes = stackalloc byte[MaxString];
        for (var length = 0; length < MaxString; length++)
        {
            if (!file.TryRead(offset + length, bytes.Slice(length, 1)))
            {
                return null;
            }

            if (bytes[length] == 0)
            {
                return Encoding.UTF8.GetString(bytes[..length]);
            }
        }

        return null;
    }

    /// <summary>An address-sized number; one beyond the positive range comes out negative and fits no file.</summary>
    private static long Word(ReadOnlySpan<byte> bytes, bool is64Bit) =>
        is64Bit ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
