using System.Xml.Linq;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Architecture;

/// <summary>A type is found by its namespace: that is the folder of its file, below the root namespace of its project.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class NamespaceTests
{
    /// <summary>Files whose namespace is another, with the reason.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["tests/mutants/MutantTable.cs"] = "Harness.Mutants: two test projects compile it, and neither has its folder",
    };

    private static IEnumerable<string> Projects => new[] { "src", "tests" }
        .SelectMany(directory => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, directory), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Projects))]
    public void The_namespace_is_the_folder(string project)
    {
        var directory = Path.GetDirectoryName(project)!.Replace('\\', '/');
        var root = XDocument.Load(Path.Combine(RepositoryRoot.Path, project)).Descendants("RootNamespace").SingleOrDefault()?.Value
            ?? Path.GetFileNameWithoutExtension(project);

        SourceFiles.Below(directory)
            .Select(file => (File: file, Expected: root + Path.GetDirectoryName(file.Path)![directory.Length..].Replace('\\', '.').Replace('/', '.')))
            // A program's first file has statements and no namespace.
            .Where(one => one.File.Namespace != one.Expected && (one.File.Namespace is not null || Path.GetFileName(one.File.Path) != "Program.cs"))
            .Select(one => $"{one.File.Path} declares {one.File.Namespace ?? "no namespace"}, and by its folder it is {one.Expected}. Change one of them.")
            .ShouldBeEmpty();
    }

    [Test]
    public void No_source_file_is_outside_the_projects_but_those_that_several_compile()
    {
        var directories = Projects.Select(project => Path.GetDirectoryName(project)!.Replace('\\', '/') + '/').ToList();

        SourceFiles.Below("src").Concat(SourceFiles.Below("tests")).Select(file => file.Path)
            .Where(path => !directories.Any(directory => path.StartsWith(directory, StringComparison.Ordinal)))
            .ShouldBe(Elsewhere.Keys);
    }
}
