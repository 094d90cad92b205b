using System.Buffers.Binary;
using System.Text;

namespace Harness.Snapshots.Elf;

/// <summary>
/// What ldconfig noted down of the directories beyond the loader's own. The loader never reads <c>ld.so.conf</c>, so a library
/// that came after ldconfig is not found in those, whatever the configuration says.
/// </summary>
internal sealed class LoaderCache
{
    /// <summary>Where the cache is.</summary>
    public const string Path = "/etc/ld.so.cache";

    private const int HeaderSize = 48;
    private const int EntrySize = 24;

    private readonly ILookup<string, string> paths;

    private LoaderCache(ILookup<string, string> paths) => this.paths = paths;

    /// <summary>The cache of an image; empty where there is none that glibc of the last twenty years reads.</summary>
    public static LoaderCache Of(RootFileSystem files)
    {
        var lines = files.Resolve(Path)?.Text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new LoaderCache(lines
            .Select(line => line.Split('\t', 2))
            .Where(fields => fields.Length == 2)
            .ToLookup(fields => fields[0], fields => fields[1]));
    }

    /// <summary>Where the libraries of that name are, those for other architectures among them.</summary>
    public IEnumerable<string> Paths(string name) => paths[name];

    /// <summary>The entries of a cache file, one a line: name, tab, path. Null when it is none.</summary>
    public static string? Text(ReadOnlySpan<byte> file)
    {
        // The format that went before may stand in front of it.
        var start = file.IndexOf("glibc-ld.so.cache1.1"u8);
        if (start < 0 || file.Length - start < HeaderSize)
        {
            return null;
        }

        var cache = file[start..];
        var count = BinaryPrimitives.ReadUInt32LittleEndian(cache[20..]);
        if (count > (cache.Length - HeaderSize) / EntrySize)
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var entry = cache.Slice(HeaderSize + (i * EntrySize), EntrySize);
            if (String(cache, BinaryPrimitives.ReadUInt32LittleEndian(entry[4..])) is not { } name
                || String(cache, BinaryPrimitives.ReadUInt32LittleEndian(entry[8..])) is not { } path
                || text.Length > file.Length)
            {
                // Names may overlap, and a text that is longer than the file is made to be long.
                return null;
            }

            text.Append(name).Append('\t').Append(path).Append('\n');
        }

        return text.ToString();
    }

    private static string? String(ReadOnlySpan<byte> cache, uint offset)
    {
        if (offset >= cache.Length)
        {
            return null;
        }

        var rest = cache[(int)offset..];
        return rest.IndexOf((byte)0) is var end and >= 0 ? Encoding.UTF8.GetString(rest[..end]) : null;
    }
}
