using Harness.Catalog;

namespace Harness.Cli;

/// <summary>Finds the repository that the harness works on.</summary>
internal static class RepositoryRoot
{
    /// <summary>Names the root where the current directory is elsewhere.</summary>
    public const string Variable = "KCR_HARNESS_ROOT";

    /// <summary>The root: what the variable names, else the nearest directory upward with the solution and a catalog.</summary>
    /// <param name="current">Where the search begins.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string current, Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } named)
        {
            return File.Exists(Path.Combine(named, CatalogLoader.FileName))
                ? named
                : throw new UsageException($"{Variable} is '{named}', where there is no {CatalogLoader.FileName}. Name the repository's root, or unset it.");
        }

        for (var directory = new DirectoryInfo(current); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Harness.sln")) && File.Exists(Path.Combine(directory.FullName, CatalogLoader.FileName)))
            {
                return directory.FullName;
            }
        }

        throw new UsageException(
            $"no repository: neither '{current}' nor a directory above it has Harness.sln and "
            + $"{CatalogLoader.FileName}. Change into the repository, or name its root in {Variable}.");
    }
}
