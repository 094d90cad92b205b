using Harness.Catalog;
using NUnit.Framework;
using Shouldly;
using Sidecar.Languages;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class LanguageTableTests
{
    [TestCase("python", "python")]
    [TestCase("py", "python")]
    [TestCase("JS", "javascript")]
    [TestCase("ts", "typescript")]
    [TestCase("go", "go")]
    [TestCase("java", "java")]
    [TestCase("c", "c")]
    [TestCase("cpp", "cpp")]
    [TestCase("php", "php")]
    [TestCase("rs", "rust")]
    [TestCase("r", "r")]
    [TestCase("f90", "fortran")]
    [TestCase("d", "d")]
    public void A_language_is_found_by_name_and_alias(string key, string name) =>
        LanguageTable.Find(key).ShouldNotBeNull().Name.ShouldBe(name);

    [Test]
    public void An_unknown_language_is_not_found() => LanguageTable.Find("cobol").ShouldBeNull();

    [Test]
    public void The_table_says_what_the_catalog_says()
    {
        foreach (var (_, language) in CatalogLoader.Load(RepositoryRoot()).Languages)
        {
            var own = LanguageTable.Find(language.Name).ShouldNotBeNull($"LANGUAGE {language.Name}");

            own.Alias.ShouldBe(language.Alias, language.Name);
            own.File.ShouldBe(language.File, language.Name);
            own.Run.ShouldBe(language.Run, customMessage: language.Name);
            own.Shell.ShouldBe(language.Shell, language.Name);
        }
    }

    private static string RepositoryRoot()
    {
        var directory = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(directory, "Harness.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}
