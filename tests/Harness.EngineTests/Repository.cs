using Harness.Catalog;

namespace Harness.EngineTests;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static ImageCatalog Catalog { get; } = CatalogLoader.Load(Root);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Harness.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from a checkout: no Harness.sln above the test assembly.");
    }
}
