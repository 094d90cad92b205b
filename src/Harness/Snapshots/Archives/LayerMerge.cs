namespace Harness.Snapshots.Archives;

/// <summary>
/// Lays layers over one another. Within a layer whiteouts come first whatever the archive's order, since they speak of
/// the layers below only. Links in the parents of a path are followed inside the root, as an engine does that unpacks a
/// layer over the ones below.
/// </summary>
internal sealed class LayerMerge
{
    private readonly FileNode root = FileNode.NewRoot();
    private readonly TextBudget budget = new();
    private readonly ICollection<CoveredFile> covered;
    private int layer;

    private LayerMerge(ICollection<CoveredFile> covered) => this.covered = covered;

    /// <summary>The root file system that layers make together.</summary>
    /// <param name="layers">The layers, lowest first.</param>
    /// <param name="covered">Gets what layers replace or remove of those below.</param>
    /// <exception cref="InvalidDataException">A layer does not fit those below it.</exception>
    public static RootFileSystem Merge(IEnumerable<Layer> layers, ICollection<CoveredFile> covered)
    {
        var merge = new LayerMerge(covered);
        foreach (var layer in layers)
        {
            merge.Apply(layer);
            merge.layer++;
        }

        return new RootFileSystem(merge.root);
    }

    private void Apply(Layer layer)
    {
        foreach (var change in layer.Changes)
        {
            switch (change)
            {
                case LayerChange.Whiteout whiteout:
                    var (parent, name) = Split(whiteout.Path);
                    var from = Existing(parent);
                    Cover(from?.Child(name));
                    from?.Remove(name);
                    break;
                case LayerChange.Opaque opaque:
                    var cleared = Existing(opaque.Directory);
                    Cover(cleared?.Children ?? []);
                    cleared?.Clear();
                    break;
            }
        }

        foreach (var change in layer.Changes)
        {
            switch (change)
            {
                case LayerChange.Add add:
                    Put(add.Entry);
                    break;
                case LayerChange.HardLink link:
                    Put(TargetOf(link) with { Path = link.Path });
                    break;
            }
        }
    }

    private FileEntry TargetOf(LayerChange.HardLink link)
    {
        var target = Walk(link.Target, followLast: false)?.Entry;
        return target is null || target.Type == FileType.Directory
            ? throw new InvalidDataException($"{link.Path} is a hard link to {link.Target}, which is {(target is null ? "not there" : "a directory")}")
            : target;
    }

    /// <summary>Notes what is below a node, itself included; what the layer itself brought has never been there.</summary>
    private void Cover(params IEnumerable<FileNode?> nodes)
    {
        var pending = new Stack<FileNode?>(nodes);
        while (pending.TryPop(out var node))
        {
            if (node is null)
            {
                continue;
            }

            if (node.Entry.Type is FileType.File or FileType.Link && node.Entry.Layer < layer)
            {
                covered.Add(new CoveredFile(node.Entry, layer));
            }

            foreach (var child in node.Children)
            {
                pending.Push(child);
            }
        }
    }

    private void Put(FileEntry entry)
    {
        if (entry.Path == "/")
        {
            root.Put(entry.Type == FileType.Directory ? entry : throw new InvalidDataException("its root is no directory"));
            return;
        }

        var (parent, name) = Split(entry.Path);
        var directory = DirectoryAt(parent);
        var path = FileNode.Join(directory.Entry.Path, name);
        // What the archive says can be far shorter, below a link to a long path.
        budget.Take(path.Length);
        if (directory.Child(name) is { } there && (entry.Type != FileType.Directory || there.Entry.Type != FileType.Directory))
        {
            Cover(there);
        }

        directory.PutChild(name, path == entry.Path && layer == 0 ? entry : entry with { Path = path, Layer = layer });
    }

    /// <summary>The directory that a path leads to; what is missing on the way, or is no directory, becomes one.</summary>
    private FileNode DirectoryAt(string path)
    {
        var node = root;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var name = path.AsSpan(range);
            if (!name.IsEmpty)
            {
                var next = PathWalk.From(root, node, name, followLast: true, traveller: null);
                node = next is { Entry.Type: FileType.Directory } ? next : NewDirectory(node, name);
            }
        }

        return node;
    }

    private FileNode NewDirectory(FileNode parent, ReadOnlySpan<char> name)
    {
        Cover(parent.Child(name));
        var added = parent.Directory(name);
        budget.Take(added.Entry.Path.Length);
        return added;
    }

    private FileNode? Existing(string directory) =>
        Walk(directory, followLast: true) is { Entry.Type: FileType.Directory } node ? node : null;

    private FileNode? Walk(string path, bool followLast) => PathWalk.From(root, root, path, followLast, traveller: null);

    private static (string Parent, string Name) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return (slash <= 0 ? "/" : path[..slash], path[(slash + 1)..]);
    }
}
