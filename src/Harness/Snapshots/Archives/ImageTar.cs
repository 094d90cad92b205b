using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>
/// An image in a tar archive, plain or compressed as a whole. Opening it reads the names and the documents; a plain
/// archive's layers are passed over then, and later only those are read that are asked for.
/// </summary>
internal sealed class ImageTar : IImageFiles
{
    private const int MaxMembers = 100_000;

    private readonly string path;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, byte[]> documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    /// <summary>Opens an archive.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends this reading and later ones.</param>
    /// <exception cref="InvalidDataException">It is damaged, or no archive.</exception>
    public ImageTar(string path, CancellationToken cancellation)
    {
        (this.path, this.cancellation) = (path, cancellation);
        if (new FileInfo(path) is { Length: 0 })
        {
            throw new InvalidDataException("it is empty, or no regular file; what comes from a pipe must be saved first");
        }

        ForEach(Collect);
    }

    /// <inheritdoc />
    public byte[]? Document(string name) => documents.GetValueOrDefault(Stored(name));

    /// <inheritdoc />
    public IReadOnlyDictionary<string, T> Read<T>(IReadOnlyCollection<string> names, Func<string, Stream, T> read)
    {
        var wanted = names.Distinct().ToLookup(Stored, StringComparer.Ordinal);
        var results = new Dictionary<string, T>(StringComparer.Ordinal);
        ForEach((name, member, content) =>
        {
            if (member.Kind == '0' && wanted[name].Any())
            {
                using var blocking = new BlockingStream(content, cancellation);
                var result = read(name, blocking);
                foreach (var asked in wanted[name])
                {
                    results[asked] = result;
                }
            }
        });
        return results;
    }

    private void Collect(string name, TarMember member, Stream content)
    {
        if (member.Kind is '1' or '2')
        {
            // Older engines store a layer that two images share once, and link to it.
            links[name] = Inside(member.Kind == '1' ? member.LinkName : $"{name}/../{member.LinkName}");
        }
        else if (member.Kind == '0')
        {
            using var peek = new PeekStream(content);
            if (peek.Head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
                && member.Size <= IImageFiles.MaxDocuments - documents.Values.Sum(document => (long)document.Length))
            {
                // What is too large for metadata, such as a bill of materials, is passed over; nothing needed is.
                var document = new byte[member.Size];
                peek.ReadExactly(document);
                documents[name] = document;
            }
        }
    }

    private void ForEach(Action<string, TarMember, Stream> visit)
    {
        using var file = File.OpenRead(path);
        var head = new byte[TarArchive.Block];
        var filled = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        using var unpacked = Decompression.IsCompressed(head.AsSpan(0, filled)) ? Decompression.Open(head.AsSpan(0, filled), file) : null;
        using var archive = new TarArchive(unpacked ?? file);
        for (var members = 0; archive.Next() is { } member; members++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (members == MaxMembers)
            {
                throw new InvalidDataException($"it has more than {MaxMembers} members, which no image has");
            }

            visit(Inside(member.Name), member, archive);
        }
    }

    private string Stored(string name) => links.GetValueOrDefault(name, name);

    private static string Inside(string name) => ArchivePath.Normalise(name)[1..];
}
