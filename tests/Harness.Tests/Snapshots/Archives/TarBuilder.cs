using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Harness.Tests.Snapshots.Archives;

/// <summary>Makes tar archives in memory with a writer that is not the harness's own.</summary>
internal sealed class TarBuilder : IDisposable
{
    /// <summary>At most so many bytes at the end of an archive are its end mark.</summary>
    public const int EndMark = 2048;

    private readonly MemoryStream stream = new();
    private readonly TarWriter writer;

    public TarBuilder() => writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);

    public TarBuilder File(string name, byte[] content, int mode = 0b110_100_100, int uid = 0, int gid = 0) =>
        Add(TarEntryType.RegularFile, name, mode, uid, gid, entry => entry.DataStream = new MemoryStream(content));

    public TarBuilder File(string name, string content = "", int mode = 0b110_100_100, int uid = 0, int gid = 0) =>
        File(name, Encoding.UTF8.GetBytes(content), mode, uid, gid);

    public TarBuilder Directory(string name, int mode = 0b111_101_101, int uid = 0, int gid = 0) =>
        Add(TarEntryType.Directory, name, mode, uid, gid, _ => { });

    public TarBuilder Link(string name, string target) =>
        Add(TarEntryType.SymbolicLink, name, 0b111_111_111, 0, 0, entry => entry.LinkName = target);

    public TarBuilder HardLink(string name, string target) =>
        Add(TarEntryType.HardLink, name, 0b110_100_100, 0, 0, entry => entry.LinkName = target);

    public TarBuilder Fifo(string name) => Add(TarEntryType.Fifo, name, 0b110_100_100, 0, 0, _ => { });

    /// <summary>Writes a member as raw header and content, for what a proper writer refuses to write.</summary>
    public TarBuilder Raw(char kind, string name, byte[] content, long? claimedSize = null)
    {
        stream.Write(Header(kind, name, claimedSize ?? content.Length));
        stream.Write(content);
        stream.Write(new byte[(512 - (content.Length % 512)) % 512]);
        return this;
    }

    public byte[] Build()
    {
        // The writer leaves the end mark out where it wrote no member itself.
        writer.Dispose();
        return [.. stream.ToArray(), .. new byte[1024]];
    }

    public byte[] BuildGzip() => Gzip(Build());

    public static byte[] Gzip(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    public static byte[] Zstandard(byte[] plain)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(plain).ToArray();
    }

    public void Dispose()
    {
        writer.Dispose();
        stream.Dispose();
    }

    /// <summary>A PAX record; its length counts itself.</summary>
    public static byte[] PaxRecord(string key, byte[] value)
    {
        var body = key.Length + value.Length + 3;
        var length = body + body.ToString(CultureInfo.InvariantCulture).Length;
        length = body + length.ToString(CultureInfo.InvariantCulture).Length;
        return [.. Encoding.UTF8.GetBytes($"{length} {key}="), .. value, (byte)'\n'];
    }

    private TarBuilder Add(TarEntryType type, string name, int mode, int uid, int gid, Action<PaxTarEntry> set)
    {
        var entry = new PaxTarEntry(type, name) { Mode = (UnixFileMode)mode, Uid = uid, Gid = gid };
        set(entry);
        writer.WriteEntry(entry);
        return this;
    }

    private static byte[] Header(char kind, string name, long size)
    {
        var header = new byte[512];
        Put(0, name);
        Put(100, "0000755\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        Put(124, Convert.ToString(size, 8).PadLeft(11, '0') + "\0");
        Put(136, "00000000000\0");
        Put(148, "        ");
        header[156] = (byte)kind;
        Put(257, "ustar\0" + "00");
        Put(148, Convert.ToString(header.Sum(part => part), 8).PadLeft(6, '0') + "\0 ");
        return header;

        void Put(int offset, string text) => Encoding.UTF8.GetBytes(text).CopyTo(header, offset);
    }
}
