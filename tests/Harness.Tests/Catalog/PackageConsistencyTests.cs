using Harness.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

/// <summary>What the catalog advertises is what the requirement lists ask for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PackageConsistencyTests
{
    // In the image by an ARG of the Dockerfile, or with the runtime: in no list.
    private static readonly string[] Unlisted = ["typescript", "intl", "mbstring"];

    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private static IEnumerable<string> Promising => Catalog.Images
        .Where(image => image.Languages.Any(language => language.Packages.Count > 0))
        .Select(image => image.Name);

    private static IEnumerable<string> Languages => Catalog.Languages.Select(pair => pair.Language.Name);

    [TestCaseSource(nameof(Promising))]
    public void Advertised_packages_are_those_of_the_requirement_list(string name)
    {
        var image = Catalog.Images.Single(candidate => candidate.Name == name);
        var advertised = image.Languages.SelectMany(language => language.Packages).Select(package => package.Name).Distinct();

        var required = RequirementList.Of(Path.Combine(RepositoryRoot.Path, image.Context))
            .ShouldNotBeNull($"{image.Context} has no requirement list of a format that {nameof(RequirementList)} knows");

        advertised.Except(Unlisted).ShouldBe(required, ignoreOrder: true);
    }

    [TestCaseSource(nameof(Languages))]
    public void Programs_have_the_placeholders_that_the_checks_fill(string name)
    {
        var language = Catalog.Languages.Single(pair => pair.Language.Name == name).Language;
        foreach (var (role, placeholders) in ((ProgramRole, string[])[])[
            (ProgramRole.Packages, ["{{imports}}"]),
            (ProgramRole.Plot, ["{{file}}"]),
            (ProgramRole.Files, ["{{input}}", "{{file}}"])])
        {
            if (language.Programs.GetValueOrDefault(role) is { } program)
            {
                var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, program.Path));
                placeholders.ShouldAllBe(placeholder => text.Contains(placeholder, StringComparison.Ordinal), program.Path);
            }
        }
    }
}
