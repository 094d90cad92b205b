namespace Harness.Snapshots.Elf;

/// <summary>A shared library, or a loader, that a program needs and that cannot be loaded, or lacks a symbol version.</summary>
/// <param name="Name">The DT_NEEDED entry, or the path of the loader.</param>
/// <param name="NeededBy">The path of the file that names it.</param>
internal sealed record MissingLibrary(string Name, string NeededBy)
{
    /// <summary>The symbol version that the library is there without; null when the library itself cannot be loaded.</summary>
    public string? Version { get; init; }

    /// <summary>What is wrong with the library, in words.</summary>
    public string Reason => Version is null ? "is not in the image or not for its architecture" : $"has no version {Version}";

    /// <inheritdoc />
    public override string ToString() => $"{Name} (needed by {NeededBy})";
}
