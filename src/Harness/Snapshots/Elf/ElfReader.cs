using System.Buffers.Binary;
using System.Text;

namespace Harness.Snapshots.Elf;

/// <summary>
/// Reads from an ELF file what the loader reads. A file is hostile until shown otherwise: each offset and count is
/// checked, and a file that does not make sense is not ELF to the caller.
/// </summary>
internal static class ElfReader
{
    private const int MaxProgramHeaders = 512;
    private const int MaxDynamicEntries = 4096;
    private const int MaxVersions = 4096;
    private const int MaxString = 4096;
    private const int MaxStrings = 1 << 17;

    private const int Program = 2;
    private const int SharedObject = 3;

    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const uint InterpreterSegment = 3;

    private const long EndTag = 0;
    private const long NeededTag = 1;
    private const long StringTableTag = 5;
    private const long SoNameTag = 14;
    private const long RPathTag = 15;
    private const long RunPathTag = 29;
    private const long DefinedVersionsTag = 0x6FFF_FFFC;
    private const long NeededVersionsTag = 0x6FFF_FFFE;

    private const int WeakVersion = 2;

    private readonly record struct Segment(uint Type, long Offset, long Address, long FileSize);

    /// <summary>Whether a file starts as ELF files do.</summary>
    public static bool IsElf(ReadOnlySpan<byte> head) => head.StartsWith("\u007fELF"u8);

    /// <summary>
    /// Whether a file starts as what is loaded to be run, a program or a shared library of either byte order; not what only
    /// linkers and debuggers read.
    /// </summary>
    public static bool IsForLoader(ReadOnlySpan<byte> head) =>
        IsElf(head) && (head.Length < 18 || Type(head, head[5] != 2) is Program or SharedObject);

    /// <summary>
    /// What the loader needs to know; null for a big-endian, truncated or nonsensical file, and for one that is neither
    /// program nor library.
    /// </summary>
    public static ElfInfo? Read(FileContent file)
    {
        Span<byte> header = stackalloc byte[64];
        if (!file.TryRead(0, header[..52]) || !IsElf(header) || header[4] is not (1 or 2))
        {
            return null;
        }

        var is64Bit = header[4] == 2;
        var isLittleEndian = header[5] == 1;
        if (!isLittleEndian || (is64Bit && !file.TryRead(0, header)) || Type(header, isLittleEndian) is not (Program or SharedObject))
        {
            return null;
        }

        var machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
        return Segments(file, header, is64Bit) is { } segments && TryInterpreter(file, segments, out var interpreter)
            ? WithDynamic(new ElfInfo(is64Bit, machine, interpreter, [], [], []), file, segments)
            : null;
    }

    private static int Type(ReadOnlySpan<byte> head, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(head[16..]) : BinaryPrimitives.ReadUInt16BigEndian(head[16..]);

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
        if (segment.Type != InterpreterSegment || segment.FileSize == 0)
        {
            // None, or a file of debugging symbols, where it takes no room.
            return true;
        }

        interpreter = segment.FileSize is > 1 and <= MaxString ? new StringTable(file, segment.Offset).At(0) : null;
        return interpreter is not null;
    }

    private static ElfInfo? WithDynamic(ElfInfo elf, FileContent file, List<Segment> segments)
    {
        var dynamic = segments.Find(segment => segment.Type == DynamicSegment);
        if (dynamic.FileSize == 0)
        {
            // A static program, or a file of debugging symbols, whose dynamic section takes no room.
            return elf;
        }

        if (Entries(file, dynamic, elf.Is64Bit) is not { } entries)
        {
            return null;
        }

        var strings = new StringTable(file, OffsetOf(Value(entries, StringTableTag) ?? 0, segments));
        return Texts(NeededTag) is { } needed && Texts(SoNameTag) is { } soName && Texts(RPathTag) is { } rPath && Texts(RunPathTag) is { } runPath
            && Provided(file, segments, entries, strings) is { } provides
            && Required(file, segments, entries, strings) is { } requires
                ? elf with
                {
                    Needed = needed,
                    SoName = soName.FirstOrDefault(),
                    RPath = Directories(rPath),
                    RunPath = Directories(runPath),
                    Provides = provides,
                    Requires = requires,
                }
                : null;

        List<string>? Texts(long tag)
        {
            var texts = new List<string>();
            foreach (var entry in entries.Where(entry => entry.Tag == tag))
            {
                if (strings.At(entry.Value) is not { } text)
                {
                    return null;
                }

                texts.Add(text);
            }

            return texts;
        }
    }

    private static string[] Directories(List<string> lists) => [.. lists.SelectMany(list => list.Split(':', StringSplitOptions.RemoveEmptyEntries))];

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

    /// <summary>The versions of DT_VERDEF; the first of them is usually the file's own name.</summary>
    private static List<string>? Provided(FileContent file, List<Segment> segments, List<(long Tag, long Value)> entries, StringTable strings)
    {
        var versions = new List<string>();
        Span<byte> definition = stackalloc byte[20];
        Span<byte> name = stackalloc byte[8];
        var at = Value(entries, DefinedVersionsTag) is { } address ? OffsetOf(address, segments) : -1;
        for (uint next = 1; at >= 0 && next != 0; at += next)
        {
            if (versions.Count >= MaxVersions
                || !file.TryRead(at, definition)
                || !file.TryRead(at + BinaryPrimitives.ReadUInt32LittleEndian(definition[12..]), name)
                || strings.At(BinaryPrimitives.ReadUInt32LittleEndian(name)) is not { } version)
            {
                return null;
            }

            versions.Add(version);
            next = BinaryPrimitives.ReadUInt32LittleEndian(definition[16..]);
        }

        return versions;
    }

    /// <summary>The versions of DT_VERNEED.</summary>
    private static List<NeededVersion>? Required(FileContent file, List<Segment> segments, List<(long Tag, long Value)> entries, StringTable strings)
    {
        var versions = new List<NeededVersion>();
        Span<byte> need = stackalloc byte[16];
        Span<byte> version = stackalloc byte[16];
        var read = 0;
        var at = Value(entries, NeededVersionsTag) is { } address ? OffsetOf(address, segments) : -1;
        for (uint next = 1; at >= 0 && next != 0; at += next)
        {
            if (!file.TryRead(at, need) || strings.At(BinaryPrimitives.ReadUInt32LittleEndian(need[4..])) is not { } library)
            {
                return null;
            }

            var versionAt = at + BinaryPrimitives.ReadUInt32LittleEndian(need[8..]);
            for (uint nextVersion = 1; nextVersion != 0; versionAt += nextVersion)
            {
                if (++read > MaxVersions
                    || !file.TryRead(versionAt, version)
                    || strings.At(BinaryPrimitives.ReadUInt32LittleEndian(version[8..])) is not { } name)
                {
                    return null;
                }

                if ((BinaryPrimitives.ReadUInt16LittleEndian(version[4..]) & WeakVersion) == 0)
                {
                    versions.Add(new NeededVersion(library, name));
                }

                nextVersion = BinaryPrimitives.ReadUInt32LittleEndian(version[12..]);
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(need[12..]);
        }

        return versions;
    }

    private static long? Value(List<(long Tag, long Value)> entries, long tag) =>
        entries.FindIndex(entry => entry.Tag == tag) is var index and >= 0 ? entries[index].Value : null;

    /// <summary>Where in the file an address is; -1 when it is nowhere.</summary>
    private static long OffsetOf(long address, List<Segment> segments)
    {
        var segment = segments.Find(segment =>
            segment.Type == LoadSegment && address >= segment.Address && address - segment.Address < segment.FileSize);
        return segment.Type == LoadSegment ? segment.Offset + (address - segment.Address) : -1;
    }

    /// <summary>An address-sized number; one beyond the positive range comes out negative and fits no file.</summary>
    private static long Word(ReadOnlySpan<byte> bytes, bool is64Bit) =>
        is64Bit ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Texts that end with a NUL, and all that are asked for together in bounds.</summary>
    private sealed class StringTable(FileContent file, long start)
    {
        private int characters;

        /// <summary>The text at an index; null when there is none, or when it is too much.</summary>
        public string? At(long index)
        {
            if (start < 0 || index is < 0 or > int.MaxValue)
            {
                return null;
            }

            Span<byte> bytes = stackalloc byte[MaxString];
            for (var length = 0; length < MaxString; length++)
            {
                if (!file.TryRead(start + index + length, bytes.Slice(length, 1)))
                {
                    return null;
                }

                if (bytes[length] == 0)
                {
                    return (characters += length) <= MaxStrings ? Encoding.UTF8.GetString(bytes[..length]) : null;
                }
            }

            return null;
        }
    }
}
