namespace Harness.Snapshots;

/// <summary>A shared library, or a loader, that a program needs and that cannot be loaded.</summary>
/// <param name="Name">The DT_NEEDED entry, or the path of the loader.</param>
/// <param name="NeededBy">The path of the file that names it.</param>
public sealed record MissingLibrary(string Name, string NeededBy)
{
    /// <inheritdoc />
    public override string ToString() => $"{Name} (needed by {NeededBy})";
}
