using Harness.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Docs;

/// <summary>"Lesson 7" can be looked up in docs/guide.md, and the page names the checks that cite it.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class GuideTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Catalog.RepositoryRoot.Path, "docs", "guide.md"));

    [Test]
    public void Every_section_that_a_check_can_cite_has_a_heading_and_no_other_has_one() =>
        Headings().Select(section => section.Name).ShouldBe(GuideSection.All.Select(section => section.Name));

    [TestCaseSource(typeof(GuideSection), nameof(GuideSection.All))]
    public void Below_a_heading_stand_the_checks_that_cite_it(GuideSection section)
    {
        var citing = CheckCatalog.All.Where(check => check.Info.Guide.Contains(section)).Select(check => check.Id).ToList();

        Headings().Single(one => one.Name == section.Name).Text.TrimEnd().Split("\n\n")[^1]
            .ShouldBe(citing.Count == 0 ? "Held by: no check." : $"Held by: {string.Join(", ", citing)}.");
    }

    [TestCaseSource(typeof(GuideSection), nameof(GuideSection.All))]
    public void Below_a_heading_stands_what_it_is_about(GuideSection section) =>
        Headings().Single(one => one.Name == section.Name).Text.Trim().Split("\n\n").Length.ShouldBeGreaterThan(1);

    private static IEnumerable<(string Name, string Text)> Headings() =>
        Page.ReplaceLineEndings("\n").Split("\n## ").Skip(1)
            .Select(part => (part[..part.IndexOf('\n', StringComparison.Ordinal)], part[part.IndexOf('\n', StringComparison.Ordinal)..]));
}
