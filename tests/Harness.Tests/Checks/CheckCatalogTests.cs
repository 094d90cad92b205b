using System.Text.RegularExpressions;
using Harness.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks;

internal sealed partial class CheckCatalogTests
{
    [Test]
    public void Ids_are_unique_well_formed_and_sorted()
    {
        var ids = CheckCatalog.All.Select(check => check.Id).ToList();
        ids.ShouldBeUnique();
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => IdPattern().IsMatch(id));
    }

    [Test]
    public void Every_check_tells_all_that_a_reader_needs()
    {
        foreach (var info in CheckCatalog.All.Select(check => check.Info))
        {
            new[] { info.Title, info.Citation, info.AppliesTo, info.Why, info.Remedy, info.BreaksWith }
                .ShouldAllBe(text => !string.IsNullOrWhiteSpace(text), info.Id);
        }
    }

    [Test]
    public void Every_check_has_an_example_of_its_fault_and_of_the_mend()
    {
        foreach (var info in CheckCatalog.All.Select(check => check.Info))
        {
            info.Example.Fault.ShouldNotBeNullOrWhiteSpace(info.Id);
            info.Example.Mend.ShouldNotBeNullOrWhiteSpace(info.Id);
            info.Example.Mend.ShouldNotBe(info.Example.Fault, info.Id);
        }
    }

    [Test]
    public void Requirements_exist_and_do_not_go_round_in_a_circle()
    {
        var checks = CheckCatalog.All.OfType<SandboxCheck>().ToDictionary(check => check.Id);
        foreach (var check in checks.Values)
        {
            Follow(check, []);
        }

        void Follow(SandboxCheck check, string[] path)
        {
            path.ShouldNotContain(check.Id);
            foreach (var requirement in check.Requires)
            {
                checks.ShouldContainKey(requirement);
                Follow(checks[requirement], [.. path, check.Id]);
            }
        }
    }

    [GeneratedRegex("^[A-Z]{2,4}[0-9]{3}$")]
    private static partial Regex IdPattern();
}
