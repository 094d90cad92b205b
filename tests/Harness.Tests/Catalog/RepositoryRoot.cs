namespace Harness.Tests.Catalog;

/// <summary>Where the repository is that these tests were built from.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(System.IO.Path.Combine(directory, "Harness.sln"))
            ? directory
            : Find(System.IO.Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("Harness.sln is in no parent directory"));
}
