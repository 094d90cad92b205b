using System.Text.RegularExpressions;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Checks.Languages;
using Harness.Checks.Pods;
using Harness.Checks.Running;
using Harness.Checks.Static;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks;

/// <summary>One rule for the names of checks, and one way of listing them.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class CheckNamesTests
{
    private static readonly string[] Verbs =
    [
        "Agrees", "Are", "Arrive", "Arrives", "Bring", "Comes", "Count", "Disturb", "Ends", "Find", "Finds", "Gain", "Grant", "Has", "Have", "Holds", "Is",
        "Matches", "Reach", "Read", "Resolve", "Runs", "Sees", "Sets", "Stays", "Survives", "Use", "Work", "Works",
    ];

    private static readonly IReadOnlyList<Check>[] Families =
        [DockerfileChecks.All, StaticChecks.All, RunningChecks.All, LanguageChecks.All, PodChecks.All];

    private static IEnumerable<Type> Classes => typeof(Check).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Check)) && !type.IsAbstract);

    [Test]
    public void Every_check_is_listed_exactly_once() =>
        CheckCatalog.All.Select(check => check.GetType()).ShouldBe(Classes, ignoreOrder: true);

    [Test]
    public void A_family_lists_the_checks_of_its_folder_by_id()
    {
        foreach (var family in Families)
        {
            family.Select(check => check.GetType().Namespace).Distinct().ShouldHaveSingleItem();
            family.Select(check => check.Id).ShouldBe(family.Select(check => check.Id).Order(StringComparer.Ordinal));
        }
    }

    [TestCaseSource(nameof(Classes))]
    public void The_name_is_a_statement_with_its_verb_and_has_no_suffix(Type check)
    {
        var words = Word.Matches(check.Name).Select(match => match.Value).ToList();

        check.Name.ShouldNotEndWith("Check");
        words.Count.ShouldBeGreaterThan(1, check.Name);
        words.Intersect(Verbs).ShouldNotBeEmpty(
            $"{check.Name}: a check is named after what holds when it passes, such as MainStaysUp or RegistryIsArg. "
            + "A verb that is new here belongs in the list of this test.");
    }

    [TestCaseSource(nameof(Classes))]
    public void It_is_in_a_file_of_its_name_that_begins_with_its_id(Type check)
    {
        var file = Path.Combine(Catalog.RepositoryRoot.Path, "src", "Harness", "Checks", check.Namespace!.Split('.')[^1], $"{check.Name}.cs");

        File.ReadAllText(file).ShouldContain($"/// <summary>{CheckCatalog.All.Single(one => one.GetType() == check).Id}: ");
    }

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word { get; }
}
