using System.Buffers.Binary;
using System.Text;

namespace Harness.Snapshots.Archives;

/// <summary>The file in which the C library keeps the locales that were made with localedef, many in one.</summary>
internal static class LocaleArchive
{
    /// <summary>Where it looks for it.</summary>
    public const string Path = "/usr/lib/locale/locale-archive";

    /// <summary>One with some locales has a few MiB; one with all of them is larger, and its text is not known.</summary>
    public const int MaxSize = 16 << 20;

    private const uint Magic = 0xde020109;
    private const int HeaderSize = 20;
    private const int EntrySize = 12;
    private const int LongestName = 255;

    /// <summary>The names of the locales in it, one a line; empty where it is damaged.</summary>
    /// <param name="content">The whole file.</param>
    public static string Text(ReadOnlySpan<byte> content)
    {
        if (content.Length < HeaderSize || Number(content, 0) != Magic)
        {
            return string.Empty;
        }

        var (table, size) = (Number(content, 8), Number(content, 16));
        if (table > content.Length || size > (content.Length - table) / EntrySize)
        {
            return string.Empty;
        }

        var names = new StringBuilder();
        for (var entry = (int)table; entry < table + (size * EntrySize); entry += EntrySize)
        {
            var (name, record) = (Number(content, entry + 4), Number(content, entry + 8));
            if (record == 0 || name >= content.Length)
            {
                continue;
            }

            var text = content[(int)name..];
            var end = text[..Math.Min(text.Length, LongestName)].IndexOf((byte)0);
            if (end > 0)
            {
                names.Append(Encoding.UTF8.GetString(text[..end])).Append('\n');
            }
        }

        return names.ToString();
    }

    private static uint Number(ReadOnlySpan<byte> content, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(content[offset..]);
}
