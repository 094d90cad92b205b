namespace Harness.Snapshots.Archives;

/// <summary>What one layer changes: its metadata, without the bytes of its files.</summary>
/// <param name="Changes">The changes in the order of the archive.</param>
internal sealed record Layer(IReadOnlyList<LayerChange> Changes)
{
    /// <summary>The digest of the uncompressed archive, by which an image's configuration names its layers.</summary>
    public string DiffId { get; init; } = string.Empty;

    /// <summary>What it adds, in numbers.</summary>
    public ImageLayer Summary => new(
        Changes.OfType<LayerChange.Add>().Where(change => change.Entry.Type == FileType.File).Sum(change => change.Entry.Size),
        Changes.Count(change => change is LayerChange.Add or LayerChange.HardLink));
}

/// <summary>One change that a layer makes to what is below it.</summary>
internal abstract record LayerChange
{
    /// <summary>A path is added or replaced.</summary>
    public sealed record Add(FileEntry Entry) : LayerChange;

    /// <summary>A path becomes another name of a file that is already there.</summary>
    public sealed record HardLink(string Path, string Target) : LayerChange;

    /// <summary>A path of the layers below is gone (<c>.wh.name</c>).</summary>
    public sealed record Whiteout(string Path) : LayerChange;

    /// <summary>Everything that the layers below have in a directory is gone (<c>.wh..wh..opq</c>).</summary>
    public sealed record Opaque(string Directory) : LayerChange;
}
