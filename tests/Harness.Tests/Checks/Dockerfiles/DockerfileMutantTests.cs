using Harness.Catalog;
using Harness.Checks.Dockerfiles;
using Harness.Mutants;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Harness.Tests.Checks.Dockerfiles;

/// <summary>The negative controls in <c>tests/mutants/dockerfiles.yaml</c>: real Dockerfiles with one fault.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DockerfileMutantTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private static readonly IReadOnlyList<Mutant> Mutants = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .Build()
        .Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "mutants", "dockerfiles.yaml")));

    private static IEnumerable<TestCaseData> Cases =>
        Mutants.Select(mutant => new TestCaseData(mutant).SetName($"Dockerfile mutant {mutant.Name} fails exactly {string.Join(' ', mutant.Fails)}"));

    [TestCaseSource(nameof(Cases))]
    public void Fails_exactly_the_checks_that_it_names(Mutant mutant)
    {
        var image = Catalog.Images.Single(one => one.Name == mutant.Image);
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, image.Context, "Dockerfile"));
        text.ShouldContain(mutant.Old, customMessage: "the mutant changes nothing; adapt it to the Dockerfile");

        var report = Linter.Lint(text.Replace(mutant.Old, mutant.New, StringComparison.Ordinal), $"{image.Context}/Dockerfile", image, mutant.Ignore);

        MutantTable.Add(mutant.Name, $"Dockerfile of {mutant.Image}", "lint", mutant.Fails, report.Open.Select(finding => finding.Check.Id));
        report.Faults.ShouldBeEmpty();
        report.Open.Select(finding => finding.Check.Id).Distinct()
            .ShouldBe(mutant.Fails, ignoreOrder: true, customMessage: string.Join('\n', report.Open));
    }

    [OneTimeTearDown]
    public void WriteTable() => MutantTable.Write(RepositoryRoot.Path, "dockerfiles");

    [Test]
    public void Every_check_has_a_mutant_that_fails_on_it_alone() =>
        DockerfileChecks.All.Select(check => check.Id)
            .Except(Mutants.Where(mutant => mutant.Fails.Count == 1).Select(mutant => mutant.Fails[0]))
            .ShouldBeEmpty();

    /// <summary>A negative control.</summary>
    public sealed record Mutant
    {
        /// <summary>What is wrong.</summary>
        public required string Name { get; init; }

        /// <summary>The image whose Dockerfile it is.</summary>
        public required string Image { get; init; }

        /// <summary>A text of it.</summary>
        public required string Old { get; init; }

        /// <summary>What stands there instead.</summary>
        public required string New { get; init; }

        /// <summary>The text of a <c>.dockerignore</c> beside it; null without one.</summary>
        public string? Ignore { get; init; }

        /// <summary>The checks that fail on it, and no others.</summary>
        public required List<string> Fails { get; init; }

        /// <inheritdoc />
        public override string ToString() => Name;
    }
}
