using System.Text.RegularExpressions;
using Harness.Building;
using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Images;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

/// <summary>The real Dockerfiles say the same as the real catalog.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class DockerfileConsistencyTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private static IEnumerable<string> ImageNames => Catalog.Images.Select(image => image.Name);

    private static IEnumerable<string> BaseNames => Catalog.Bases.Select(definition => definition.Name);

    [TestCaseSource(nameof(ImageNames))]
    public void Versions_are_the_defaults_of_the_Dockerfile(string name)
    {
        var image = Catalog.Images.Single(candidate => candidate.Name == name);
        var defaults = Read(image.Context).Defaults;

        image.Versions.Select(version => $"{version.Arg}={version.Value}")
            .ShouldBe(image.Versions.Select(version => $"{version.Arg}={defaults.GetValueOrDefault(version.Arg)}"));
    }

    [TestCaseSource(nameof(ImageNames))]
    public void The_final_stage_starts_from_the_base_and_variant_of_the_catalog(string name)
    {
        var image = Catalog.Images.Single(candidate => candidate.Name == name);

        var reference = Read(image.Context).FinalBase(new Dictionary<string, string>()).ShouldNotBeNull();

        reference.ShouldStartWith($"dhi.io/{image.Base}:");
        reference.EndsWith("-dev", StringComparison.Ordinal).ShouldBe(image.Variant == FinalVariant.Dev);
    }

    [TestCaseSource(nameof(ImageNames))]
    public void Every_base_has_a_stand_in(string name) =>
        Should.NotThrow(() => BuildPlanner.Plan(Catalog, new BuildRequest([name]), BaseSource.Local("asked for"), image => Read(image.Context)));

    [TestCaseSource(nameof(BaseNames))]
    public void A_stand_in_takes_the_args_that_the_catalog_hands_it(string name)
    {
        var definition = Catalog.Bases.Single(candidate => candidate.Name == name);

        definition.Args.Concat(definition.Tags.SelectMany(tag => tag.Args.Keys)).ShouldBeSubsetOf(Read(definition.Context).Args);
    }

    [Test]
    public void The_preloaded_modules_are_those_that_go_mod_requires()
    {
        var required = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "images/go/modules/go.mod"))
            .Select(line => Requirement().Match(line))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups[1].Value}@{match.Groups[2].Value}");

        Catalog.Images.Single(image => image.Name == "go").GoModules.ShouldBe(required, ignoreOrder: true);
    }

    private static Dockerfile Read(string context) =>
        Dockerfile.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, context, "Dockerfile")));

    [GeneratedRegex(@"^\s+(\S+) (v\S+)$")]
    private static partial Regex Requirement();
}
