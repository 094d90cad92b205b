using Harness.Catalog.Yaml;
using YamlDotNet.Core;

namespace Harness.Catalog;

/// <summary>Reads <c>images/catalog.yaml</c> strictly: whatever is not understood is an error.</summary>
public static class CatalogLoader
{
    /// <summary>The catalog's path, relative to the root.</summary>
    public const string FileName = "images/catalog.yaml";

    /// <summary>Reads the catalog and looks whether the files that it names are there.</summary>
    /// <param name="root">The repository's root directory.</param>
    /// <exception cref="UsageException">The catalog has faults: all of them, each with file, line and column.</exception>
    public static ImageCatalog Load(string root)
    {
        var file = Path.Combine(root, FileName);
        try
        {
            return Parse(root, File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"no catalog: expected {FileName} below {Path.GetFullPath(root)}. Run from the repository, or name its root.");
        }
    }

    /// <summary>Reads the text of a catalog whose files lie below <paramref name="root"/>.</summary>
    internal static ImageCatalog Parse(string root, string text)
    {
        var problems = new Problems(FileName);
        try
        {
            var catalog = new CatalogReader(Path.GetFullPath(root), problems).Read(YamlTree.Parse(text));
            problems.ThrowIfAny();
            return catalog;
        }
        catch (YamlException fault)
        {
            problems.Add(new Position(fault.Start), $"not valid YAML: {fault.Message}");
            problems.ThrowIfAny();
            throw;
        }
    }
}
