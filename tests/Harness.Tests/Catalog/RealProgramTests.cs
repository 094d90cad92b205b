using Harness.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

/// <summary>The collection of realistic programs is complete: an image without its programs would be tried with none.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RealProgramTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private static IEnumerable<TestCaseData> Images =>
        Catalog.Images.Where(image => image.Languages.Count > 0).Select(image => new TestCaseData(image).SetArgDisplayNames(image.Name));

    private static IEnumerable<TestCaseData> Languages =>
        Catalog.Images.SelectMany(image => image.Languages).Select(language => new TestCaseData(language).SetArgDisplayNames(language.Name));

    [TestCaseSource(nameof(Images))]
    public void An_image_has_thirty_programs_at_least(ImageDefinition image) =>
        image.Languages.SelectMany(Programs).Count().ShouldBeGreaterThanOrEqualTo(30);

    [TestCaseSource(nameof(Languages))]
    public void Each_program_has_an_output_and_each_output_a_program(LanguageDefinition language)
    {
        Programs(language).ShouldNotBeEmpty();
        Files(language, ".out").ShouldBe(Programs(language), ignoreOrder: true);
    }

    [Test]
    public void Each_directory_is_a_language_s() =>
        Directory.EnumerateDirectories(Root).Select(path => Path.GetFileName(path))
            .ShouldBe(Catalog.Images.SelectMany(image => image.Languages).Select(language => language.Name), ignoreOrder: true);

    private static string Root => Path.Combine(RepositoryRoot.Path, "images/programs/real");

    private static IReadOnlyList<string> Programs(LanguageDefinition language) => Files(language, Path.GetExtension(language.File));

    private static IReadOnlyList<string> Files(LanguageDefinition language, string extension) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, language.Name), $"*{extension}").Select(path => Path.GetFileNameWithoutExtension(path)!)];
}
