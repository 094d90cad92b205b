namespace Harness.EngineTests.CommandLine;

/// <summary>A copy of the images and their catalog, to be broken by a test.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kcr-copy-");

    public RepositoryCopy()
    {
        File.Copy(Path.Combine(Repository.Root, "Harness.sln"), Path.Combine(directory.FullName, "Harness.sln"));
        foreach (var part in (string[])["images", "scripts"])
        {
            Copy(new DirectoryInfo(Path.Combine(Repository.Root, part)), directory.CreateSubdirectory(part));
        }
    }

    /// <summary>Where it is.</summary>
    public string Root => directory.FullName;

    /// <summary>Makes the command take this copy for its repository.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["KCR_HARNESS_ROOT"] = directory.FullName };

    public void Edit(string path, Func<string, string> change)
    {
        var file = Path.Combine(directory.FullName, path);
        var before = File.ReadAllText(file);
        var after = change(before);
        if (after == before)
        {
            throw new InvalidOperationException($"The test's edit of {path} changed nothing: the file no longer has what it looks for.");
        }

        File.WriteAllText(file, after);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var child in from.EnumerateDirectories())
        {
            Copy(child, to.CreateSubdirectory(child.Name));
        }
    }
}
