using Harness.Platform;

namespace Harness.Snapshots.Archives;

/// <summary>An OCI layout in a directory. Nothing outside of it is opened, and nothing that is no regular file.</summary>
/// <param name="root">The directory.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class ImageDirectory(string root, CancellationToken cancellation) : IImageFiles
{
    private long documents;

    /// <inheritdoc />
    public byte[]? Document(string name)
    {
        if (Find(name) is not { } file)
        {
            return null;
        }

        documents += file.Length;
        return documents <= IImageFiles.MaxDocuments
            ? File.ReadAllBytes(file.FullName)
            : throw new InvalidDataException($"its documents up to {name} have more than {IImageFiles.MaxDocuments >> 20} MiB");
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, T> Read<T>(IReadOnlyCollection<string> names, Func<string, Stream, T> read)
    {
        var results = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var name in names.Distinct())
        {
            if (Find(name) is { } file)
            {
                using var stream = file.OpenRead();
                using var blocking = new BlockingStream(stream, cancellation);
                results[name] = read(name, blocking);
            }
        }

        return results;
    }

    private FileInfo? Find(string name)
    {
        var path = root;
        foreach (var part in name.Split('/'))
        {
            if (part is "" or "." or ".." || part.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{name} is no path inside of it");
            }

            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new InvalidDataException($"{name} is reached by the symbolic link {path}; what belongs to a layout must lie in it");
            }
        }

        // A pipe or a device has no length, and opening one could wait for ever.
        var file = new FileInfo(path);
        return !file.Exists ? null : file.Length > 0 ? file : throw new InvalidDataException($"{name} is empty, or no regular file");
    }
}
