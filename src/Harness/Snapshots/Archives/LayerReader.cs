using System.Text;
using Harness.Snapshots.Elf;

namespace Harness.Snapshots.Archives;

/// <summary>
/// Reads layers: tar archives, plain or gzip. One pass, and of the files' bytes only what checks
/// look at is kept. One reader serves one image and bounds what that can make it keep, and how much it unpacks.
/// </summary>
/// <param name="maxUnpacked">The most bytes that all layers together may have, unpacked.</param>
internal sealed class LayerReader(long maxUnpacked = LayerReader.MaxUnpacked)
{
    /// <summary>Far more than any image has, and little enough that a few bytes of a bomb come to an end.</summary>
    public const long MaxUnpacked = 64L << 30;

    private const int MaxEntries = 2_000_000;
    private const int MaxShebang = 256;
    private const int MaxText = 64 << 10;
    private const int MaxPackageText = 8 << 20;
    private const int MaxLoaderCache = 4 << 20;
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueMarker = ".wh..wh..opq";

    private readonly TextBudget budget = new();
    private int entries;
    private long unpacked;

    /// <summary>Whether a file that starts so is a layer, in whatever compression.</summary>
    public static bool IsLayer(ReadOnlySpan<byte> head) => Decompression.IsCompressed(head) || TarArchive.IsStart(head);

    /// <summary>Reads one layer.</summary>
    /// <param name="stream">The layer's bytes at their start; not disposed.</param>
    /// <exception cref="InvalidDataException">The layer is damaged, or compressed in a way that cannot be read.</exception>
    public Layer Read(PeekStream stream)
    {
        using var plain = Decompression.Open(stream.Head, stream);
        return ReadTar(plain);
    }

    private Layer ReadTar(Stream stream)
    {
        using var hashed = new HashedStream(stream, maxUnpacked - unpacked);
        using var archive = new TarArchive(hashed);
        using var content = new FileContent();
        var changes = new List<LayerChange>();
        while (archive.Next() is { } member)
        {
            if (++entries > MaxEntries)
            {
                throw new InvalidDataException($"it has more than {MaxEntries} entries");
            }

            budget.Take(member.Name.Length + member.LinkName.Length + (member.Capabilities?.Length ?? 0));
            changes.Add(Change(member, archive, content));
        }

        var diffId = hashed.DigestToEnd();
        unpacked += hashed.Count;
        return new Layer(changes) { DiffId = diffId };
    }

    private LayerChange Change(TarMember member, TarArchive archive, FileContent content)
    {
        var path = ArchivePath.Normalise(member.Name);
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var directory = slash == 0 ? "/" : path[..slash];
        if (name == OpaqueMarker)
        {
            return new LayerChange.Opaque(directory);
        }

        if (name.StartsWith(WhiteoutPrefix, StringComparison.Ordinal))
        {
            return new LayerChange.Whiteout(FileNode.Join(directory, name.AsSpan(WhiteoutPrefix.Length)));
        }

        var entry = new FileEntry(path, FileType.Special, member.Mode, member.Uid, member.Gid, member.Size, Capabilities: member.Capabilities);
        return member.Kind switch
        {
            '0' => new LayerChange.Add(WithContent(entry with { Type = FileType.File }, archive, content)),
            '1' => new LayerChange.HardLink(path, ArchivePath.Normalise(member.LinkName)),
            '2' => new LayerChange.Add(entry with { Type = FileType.Link, LinkTarget = member.LinkName }),
            '5' => new LayerChange.Add(entry with { Type = FileType.Directory }),
            _ => new LayerChange.Add(entry),
        };
    }

    private FileEntry WithContent(FileEntry entry, TarArchive archive, FileContent content)
    {
        Span<byte> head = stackalloc byte[MaxShebang];
        head = head[..(int)Math.Min(MaxShebang, entry.Size)];
        content.Open(archive, entry.Size);
        if (!content.TryRead(0, head))
        {
            throw new InvalidDataException($"it ends in the middle of {entry.Path}");
        }

        var isForLoader = ElfReader.IsForLoader(head);
        var elf = isForLoader ? ElfReader.Read(content) : null;
        // Of a huge file whose tables cannot be reached nothing is known, so nothing is said.
        var isBroken = isForLoader && elf is null && !content.WasOutOfReach;
        var read = entry with
        {
            Elf = elf,
            IsBrokenElf = isBroken,
            Shebang = head.StartsWith("#!"u8) ? FirstLine(head[2..]) : null,
            Secret = ElfReader.IsElf(head) ? SecretKind.None : SecretFinder.Find(entry.Path, content.WholeUpTo(MaxText)),
            Text = LongestText(entry.Path) is var longest && entry.Size <= longest ? Text(entry.Path, content.WholeUpTo(longest)) : null,
            Content = content.Finish(),
        };
        budget.Take((read.Text?.Length ?? 0) + (read.Shebang?.Length ?? 0) + (elf is null ? 0 : Length(elf)));
        return read;
    }

    private static string FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        // Nothing but blanks: to the kernel a carriage return is part of the interpreter's name.
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim(' ', '\t');
    }

    private static int Length(ElfInfo elf) =>
        elf.Needed.Sum(name => name.Length) + elf.Provides.Sum(name => name.Length) + elf.Requires.Sum(need => need.Library.Length + need.Version.Length);

    /// <summary>How many bytes of a file are read as text at most: -1 for a file that no check reads.</summary>
    private static int LongestText(string path) => path switch
    {
        LoaderCache.Path => MaxLoaderCache,
        LocaleArchive.Path => LocaleArchive.MaxSize,
        "/etc/passwd" or "/etc/group" or "/etc/shadow" or "/etc/gshadow" => MaxText,
        _ when path.Contains("/gconv/gconv-modules", StringComparison.Ordinal) && !path.EndsWith(".cache", StringComparison.Ordinal) => MaxText,
        _ when DebianPackages.IsDatabase(path) => MaxPackageText,
        _ => -1,
    };

    /// <summary>The text of a file. Of passwords, encrypted as they are, only what is empty and what is not.</summary>
    private static string? Text(string path, ReadOnlySpan<byte> content)
    {
        if (path == LoaderCache.Path)
        {
            return LoaderCache.Text(content);
        }

        if (path == LocaleArchive.Path)
        {
            return LocaleArchive.Text(content);
        }

        var text = Encoding.UTF8.GetString(content);
        return path is "/etc/shadow" or "/etc/gshadow"
            ? string.Join('\n', text.Split('\n').Select(line =>
                line.Split(':') is [var name, var password, ..] ? $"{name}:{(password.Length == 0 ? "" : "*")}" : ""))
            : text;
    }
}
