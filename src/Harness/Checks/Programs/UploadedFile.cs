namespace Harness.Checks.Programs;

/// <summary>A file of the data directory that harness and program both know: through the sidecar's files, and by its path.</summary>
/// <param name="Name">Its name, relative to the data directory.</param>
internal sealed record UploadedFile(string Name)
{
    /// <summary>Its absolute path.</summary>
    public string Path => $"{MainProcess.Data}/{Name}";

    /// <summary>A name that no other file has, with letters beyond ASCII in it and nothing that would need quoting.</summary>
    public static UploadedFile Create(string purpose, string extension) => new($"{purpose}-Grüße-世界-{Guid.NewGuid():N}{extension}");

    /// <summary>A program with the path in the place of a placeholder.</summary>
    public string Into(string source, string placeholder) => source.Replace(placeholder, Path, StringComparison.Ordinal);
}
