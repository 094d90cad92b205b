namespace Harness.Snapshots;

/// <summary>A path of a root file system with what is below it. Changed only while a file system is put together.</summary>
internal sealed class FileNode(FileEntry entry, FileNode? parent)
{
    private Dictionary<string, FileNode>? children;

    /// <summary>The entry.</summary>
    public FileEntry Entry { get; private set; } = entry;

    /// <summary>The directory that it is in; the root is its own parent.</summary>
    public FileNode Parent => parent ?? this;

    /// <summary>What is in the directory, in ordinal order.</summary>
    public IEnumerable<FileNode> Children =>
        children is null ? [] : children.OrderBy(child => child.Key, StringComparer.Ordinal).Select(child => child.Value);

    /// <summary>An empty root directory.</summary>
    public static FileNode NewRoot() => new(ImplicitDirectory("/"), parent: null);

    /// <summary>The child of that name, or null.</summary>
    public FileNode? Child(ReadOnlySpan<char> name) =>
        children is not null && children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var child) ? child : null;

    /// <summary>Puts an entry in place by its path, no link followed; directories missing on the way are added.</summary>
    public void Put(FileEntry added)
    {
        var node = this;
        var rest = added.Path.AsSpan().Trim('/');
        if (rest.IsEmpty)
        {
            Entry = added;
            return;
        }

        for (var slash = rest.IndexOf('/'); slash >= 0; slash = rest.IndexOf('/'))
        {
            node = node.Directory(rest[..slash]);
            rest = rest[(slash + 1)..];
        }

        node.PutChild(rest.ToString(), added);
    }

    /// <summary>
    /// Puts an entry in the directory. A directory over a directory keeps what is in it; anything else takes the place of
    /// whatever was there.
    /// </summary>
    public FileNode PutChild(string name, FileEntry added)
    {
        children ??= new Dictionary<string, FileNode>(StringComparer.Ordinal);
        if (added.Type == FileType.Directory && children.TryGetValue(name, out var existing) && existing.Entry.Type == FileType.Directory)
        {
            existing.Entry = added;
            return existing;
        }

        return children[name] = new FileNode(added, this);
    }

    /// <summary>The directory of that name, made where there is none.</summary>
    public FileNode Directory(ReadOnlySpan<char> name) =>
        Child(name) is { Entry.Type: FileType.Directory } there
            ? there
            : PutChild(name.ToString(), ImplicitDirectory(Join(Entry.Path, name)));

    /// <summary>Takes out the child of that name with all that is below it.</summary>
    public void Remove(string name) => children?.Remove(name);

    /// <summary>Takes out everything below.</summary>
    public void Clear() => children = null;

    /// <summary>The path of a directory's child.</summary>
    public static string Join(string directory, ReadOnlySpan<char> name) =>
        directory == "/" ? string.Concat("/", name) : string.Concat(directory, "/", name);

    private static FileEntry ImplicitDirectory(string path) => new(path, FileType.Directory, 0b111_101_101, 0, 0, 0);
}
