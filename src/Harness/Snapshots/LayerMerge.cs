namespace Harness.Snapshots;

/// <summary>
/// Lays layers over one another. Within a layer whiteouts come first whatever the archive's order, since they speak of
/// the layers below only. Links in the parents of a path are followed inside the root, as an engine does that unpacks a
/// layer over the ones below.
/// </summary>
internal sealed class LayerMerge
{
    private readonly FileNode _root = FileNode.NewRoot();
    private readonly TextBudget _budget = new();

    /// <summary>The root file system that layers make together.</summary>
    /// <param name="layers">The layers, lowest first.</param>
    /// <exception cref="InvalidDataException">A layer does not fit those below it.</exception>
    public static RootFileSystem Merge(IEnumerable<Layer> layers)
    {
        var merge = new LayerMerge();
        foreach (var layer in layers)
        {
            merge.Apply(layer);
        }

        return new RootFileSystem(merge._root);
    }

    private void Apply(Layer layer)
    {
        foreach (var change in layer.Changes)
        {
            switch (change)
            {
                case LayerChange.Whiteout whiteout:
                    var (parent, name) = Split(whiteout.Path);
                    Existing(parent)?.Remove(name);
                    break;
                case LayerChange.Opaque opaque:
                    Existing(opaque.Directory)?.Clear();
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

    private void Put(FileEntry entry)
    {
        if (entry.Path == "/")
        {
            _root.Put(entry);
            return;
        }

        var (parent, name) = Split(entry.Path);
        var directory = DirectoryAt(parent);
        var path = FileNode.Join(directory.Entry.Path, name);
        directory.PutChild(name, path == entry.Path ? entry : entry with { Path = path });
    }

    /// <summary>The directory that a path leads to; what is missing on the way, or is no directory, becomes one.</summary>
    private FileNode DirectoryAt(string path)
    {
        var node = _root;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var name = path.AsSpan(range);
            if (!name.IsEmpty)
            {
                var next = PathWalk.From(_root, node, name, followLast: true, traveller: null);
                node = next is { Entry.Type: FileType.Directory } ? next : NewDirectory(node, name);
            }
        }

        return node;
    }

    private FileNode NewDirectory(FileNode parent, ReadOnlySpan<char> name)
    {
        var added = parent.Directory(name);
        _budget.Take(added.Entry.Path.Length);
        return added;
    }

    private FileNode? Existing(string directory) =>
        Walk(directory, followLast: true) is { Entry.Type: FileType.Directory } node ? node : null;

    private FileNode? Walk(string path, bool followLast) => PathWalk.From(_root, _root, path, followLast, traveller: null);

    private static (string Parent, string Name) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return (slash <= 0 ? "/" : path[..slash], path[(slash + 1)..]);
    }
}
