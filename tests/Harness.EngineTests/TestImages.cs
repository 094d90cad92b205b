using System.Collections.Concurrent;
using System.Globalization;
using Harness.EngineTests.Mutants;
using Harness.Mutants;
using NUnit.Framework;

namespace Harness.EngineTests;

/// <summary>Images that tests derive from real ones, mutants among them; they are removed after the last test.</summary>
[SetUpFixture]
public sealed class TestImages
{
    private static readonly ConcurrentBag<string> Built = [];

    /// <summary>Builds an image from a Dockerfile without a context. The tag is this process's own.</summary>
    /// <param name="name">Unique among the tests.</param>
    /// <param name="dockerfile">The lines of the Dockerfile.</param>
    internal static async Task<string> BuildAsync(string name, params string[] dockerfile)
    {
        var image = string.Create(CultureInfo.InvariantCulture, $"localhost/kcr-engine-tests/{name}:{Environment.ProcessId}");
        var directory = Directory.CreateTempSubdirectory("kcr-build");
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(directory.FullName, "Dockerfile"), dockerfile);
            await Commands.RunAsync("docker", "build", "--quiet", "--tag", image, directory.FullName);
            Built.Add(image);
            return image;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        MutantTable.Write(Repository.Root, "engine");
        await MutantBuilder.RemoveAsync();
        if (!Built.IsEmpty)
        {
            await Commands.RunAsync("docker", ["image", "rm", .. Built]);
        }
    }
}
