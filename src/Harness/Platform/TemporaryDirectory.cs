namespace Harness.Platform;

/// <summary>
/// A directory for what only this user may read. It goes when it is disposed of, and also when the process ends without
/// that: a second Ctrl-C ends it in the middle of whatever uses the directory.
/// </summary>
internal sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Makes it.</summary>
    /// <param name="prefix">What its name begins with.</param>
    public TemporaryDirectory(string prefix)
    {
        // On Unix .NET gives it mode 0700.
        Path = Directory.CreateTempSubdirectory(prefix).FullName;
        AppDomain.CurrentDomain.ProcessExit += Remove;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Remove;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The process is ending, and that was quicker.
        }
    }

    /// <summary>Removes it at the end of the process, which nothing may hold up.</summary>
    internal void Remove(object? sender, EventArgs arguments)
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nobody is left to be told.
        }
    }
}
