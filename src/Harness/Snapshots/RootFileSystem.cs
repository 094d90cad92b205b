namespace Harness.Snapshots;

/// <summary>
/// A merged root file system, immutable. Symbolic links are followed inside it alone: an absolute target starts at its
/// root, and <c>..</c> stops there, as in a container. Thread-safe.
/// </summary>
public sealed class RootFileSystem
{
    private readonly FileNode root;
    private readonly Lazy<IReadOnlyList<FileEntry>> all;

    /// <param name="root">The root directory; never changed after this.</param>
    internal RootFileSystem(FileNode root)
    {
        this.root = root;
        all = new Lazy<IReadOnlyList<FileEntry>>(() => [.. Below(this.root)]);
    }

    /// <summary>Every path, parents before their children, otherwise in ordinal order.</summary>
    public IReadOnlyList<FileEntry> All => all.Value;

    /// <summary>
    /// A root file system with exactly these entries. Directories that are missing on the way are added as root's, 0755.
    /// A later entry takes the place of an earlier one.
    /// </summary>
    /// <param name="entries">Entries with absolute, normalised paths.</param>
    public static RootFileSystem Of(params IEnumerable<FileEntry> entries)
    {
        var root = FileNode.NewRoot();
        foreach (var entry in entries)
        {
            root.Put(entry);
        }

        return new RootFileSystem(root);
    }

    /// <summary>
    /// The entry at a path as <c>lstat</c> sees it: links are followed in every component but the last. Null when there
    /// is none, or when the path is not absolute.
    /// </summary>
    /// <param name="path">An absolute path.</param>
    public FileEntry? Find(string path) => Walk(path, followLast: false, traveller: null)?.Entry;

    /// <summary>
    /// The entry at a path as <c>stat</c> sees it: links are followed in every component. Null when it or a link's target
    /// is missing, when links go round in a loop, or when the path is not absolute. Never a link.
    /// </summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="traveller">When given, every directory on the way must be searchable for this account too.</param>
    public FileEntry? Resolve(string path, Account? traveller = null) => Walk(path, followLast: true, traveller)?.Entry;

    /// <summary>The entries of the directory that a path leads to, in ordinal order; none when it is no directory.</summary>
    /// <param name="path">An absolute path; links are followed.</param>
    public IEnumerable<FileEntry> Children(string path) =>
        Walk(path, followLast: true, traveller: null)?.Children.Select(node => node.Entry) ?? [];

    /// <summary>Everything below the directory that a path leads to, without the directory itself; links in it are not followed.</summary>
    /// <param name="path">An absolute path; links are followed.</param>
    public IEnumerable<FileEntry> Descendants(string path) =>
        Walk(path, followLast: true, traveller: null) is { } node ? Below(node).Skip(1) : [];

    private static IEnumerable<FileEntry> Below(FileNode start)
    {
        var pending = new Stack<FileNode>([start]);
        while (pending.TryPop(out var node))
        {
            yield return node.Entry;
            foreach (var child in node.Children.Reverse())
            {
                pending.Push(child);
            }
        }
    }

    private FileNode? Walk(string path, bool followLast, Account? traveller) =>
        path.StartsWith('/') ? PathWalk.From(root, root, path, followLast, traveller) : null;
}
