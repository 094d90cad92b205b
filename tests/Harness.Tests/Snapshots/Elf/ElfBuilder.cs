using System.Buffers.Binary;
using System.Text;

namespace Harness.Tests.Snapshots.Elf;

/// <summary>Makes small 64-bit ELF files: header, program headers, strings, and a dynamic section at the end.</summary>
internal static class ElfBuilder
{
    private const int Strings = 512;

    /// <param name="interpreter">PT_INTERP.</param>
    /// <param name="needed">DT_NEEDED entries.</param>
    /// <param name="rPath">DT_RPATH.</param>
    /// <param name="runPath">DT_RUNPATH.</param>
    /// <param name="machine">e_machine.</param>
    /// <param name="gap">Bytes between the strings and the dynamic section.</param>
    /// <param name="soName">DT_SONAME.</param>
    /// <param name="provides">DT_VERDEF.</param>
    /// <param name="requires">DT_VERNEED: a library, a version, and whether it may lack.</param>
    public static byte[] Build(
        string? interpreter = null,
        string[]? needed = null,
        string? rPath = null,
        string? runPath = null,
        ushort machine = 62,
        int gap = 0,
        string? soName = null,
        string[]? provides = null,
        (string Library, string Version, bool IsWeak)[]? requires = null)
    {
        var strings = new MemoryStream();
        strings.WriteByte(0);
        var interpreterAt = Add(interpreter ?? string.Empty);
        List<(long Tag, long Value)> dynamic = [(5, 0x400000 + Strings)];
        dynamic.AddRange((needed ?? []).Select(name => (1L, Add(name))));
        dynamic.AddRange(rPath is null ? [] : [(15L, Add(rPath))]);
        dynamic.AddRange(runPath is null ? [] : [(29L, Add(runPath))]);
        dynamic.AddRange(soName is null ? [] : [(14L, Add(soName))]);
        var definitions = Definitions([.. (provides ?? []).Select(version => (uint)Add(version))]);
        var needs = Needs([.. (requires ?? []).Select(need => ((uint)Add(need.Library), (uint)Add(need.Version), need.IsWeak))]);
        var definitionsAt = Strings + strings.Length;
        strings.Write(definitions);
        var needsAt = Strings + strings.Length;
        strings.Write(needs);
        dynamic.AddRange(definitions.Length == 0 ? [] : [(0x6FFFFFFCL, 0x400000 + definitionsAt)]);
        dynamic.AddRange(needs.Length == 0 ? [] : [(0x6FFFFFFEL, 0x400000 + needsAt)]);
        dynamic.Add((0, 0));

        var dynamicAt = Strings + strings.Length + gap;
        var file = new byte[dynamicAt + (dynamic.Count * 16)];
        "\u007fELF"u8.CopyTo(file);
        (file[4], file[5], file[6]) = (2, 1, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(18), machine);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), 3);
        Segment(0, 1, 0, 0x400000, file.Length);
        Segment(1, 2, dynamicAt, 0x400000 + dynamicAt, dynamic.Count * 16);
        Segment(2, interpreter is null ? 0u : 3u, Strings + interpreterAt, 0, (interpreter?.Length ?? 0) + 1);
        strings.ToArray().CopyTo(file, Strings);
        for (var i = 0; i < dynamic.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)dynamicAt + (i * 16)), dynamic[i].Tag);
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)dynamicAt + (i * 16) + 8), dynamic[i].Value);
        }

        return file;

        long Add(string text)
        {
            var at = strings.Length;
            strings.Write(Encoding.UTF8.GetBytes(text));
            strings.WriteByte(0);
            return at;
        }

        void Segment(int number, uint type, long offset, long address, long size)
        {
            var at = file.AsSpan(64 + (number * 56));
            BinaryPrimitives.WriteUInt32LittleEndian(at, type);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(at[16..], address);
            BinaryPrimitives.WriteInt64LittleEndian(at[32..], size);
        }
    }

    /// <summary>A Verdef with one Verdaux each.</summary>
    private static byte[] Definitions(uint[] names)
    {
        const int size = 28;
        var bytes = new byte[names.Length * size];
        for (var i = 0; i < names.Length; i++)
        {
            var at = bytes.AsSpan(i * size);
            BinaryPrimitives.WriteUInt16LittleEndian(at, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(at[6..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(at[12..], 20);
            BinaryPrimitives.WriteUInt32LittleEndian(at[16..], i == names.Length - 1 ? 0u : size);
            BinaryPrimitives.WriteUInt32LittleEndian(at[20..], names[i]);
        }

        return bytes;
    }

    /// <summary>A Verneed with one Vernaux each.</summary>
    private static byte[] Needs((uint Library, uint Version, bool IsWeak)[] needs)
    {
        const int size = 32;
        var bytes = new byte[needs.Length * size];
        for (var i = 0; i < needs.Length; i++)
        {
            var at = bytes.AsSpan(i * size);
            BinaryPrimitives.WriteUInt16LittleEndian(at, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], needs[i].Library);
            BinaryPrimitives.WriteUInt32LittleEndian(at[8..], 16);
            BinaryPrimitives.WriteUInt32LittleEndian(at[12..], i == needs.Length - 1 ? 0u : size);
            BinaryPrimitives.WriteUInt16LittleEndian(at[20..], (ushort)(needs[i].IsWeak ? 2 : 0));
            BinaryPrimitives.WriteUInt32LittleEndian(at[24..], needs[i].Version);
        }

        return bytes;
    }
}
