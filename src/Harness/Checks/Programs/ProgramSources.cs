using System.Collections.Concurrent;

namespace Harness.Checks.Programs;

/// <summary>The sources of the catalog's programs; each file is read once.</summary>
/// <param name="root">The directory against which the catalog's paths are resolved.</param>
public sealed class ProgramSources(string root)
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The text of a program as it lies in the repository, placeholders included.</summary>
    /// <param name="path">The path that the catalog gives.</param>
    /// <exception cref="InfrastructureException">The file cannot be read.</exception>
    public string Read(string path) => texts.GetOrAdd(path, ReadFile);

    private string ReadFile(string path)
    {
        var file = Path.Combine(root, path);
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException(
                $"The program {path} that the catalog names cannot be read: {exception.Message} Restore the file or correct the catalog.", exception);
        }
    }
}
