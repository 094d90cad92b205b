using Harness.Catalog;
using NUnit.Framework;
using Shouldly;
using Sidecar.Languages;

namespace Harness.Tests.Catalog;

/// <summary>The sidecar has its languages built in; the catalog must say the same of those that it has.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SidecarLanguageTableTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private static IEnumerable<string> LanguageNames => Catalog.Languages.Select(pair => pair.Language.Name);

    [TestCaseSource(nameof(LanguageNames))]
    public void The_sidecar_runs_a_language_as_the_catalog_says(string name)
    {
        var expected = Catalog.Languages.Single(pair => pair.Language.Name == name).Language;

        var actual = LanguageTable.Find(name).ShouldNotBeNull();

        actual.ShouldSatisfyAllConditions(
            () => actual.Alias.ShouldBe(expected.Alias),
            () => actual.File.ShouldBe(expected.File),
            () => actual.Run.ShouldBe(expected.Run),
            () => actual.Shell.ShouldBe(expected.Shell));
    }
}
