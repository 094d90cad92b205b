using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Docs;

/// <summary>What reads the pages finds what is wrong in them.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MarkdownPageTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kcr-docs-").FullName;

    [TestCase("[text](other.md)")]
    [TestCase("[text](other.md#a-heading)")]
    [TestCase("[text](other.md#a-heading-1)")]
    [TestCase("[text](other.md#code-in-a-heading)")]
    [TestCase("[text](#here)")]
    [TestCase("[![picture](picture.svg)](other.md)")]
    [TestCase("[text](https://example.org/missing)")]
    [TestCase("`[text](missing.md)` is how a link is written")]
    [TestCase("```\n[text](missing.md)\n```")]
    public void A_link_that_leads_somewhere_is_no_fault(string text) => Broken(text).ShouldBeEmpty();

    [TestCase("[text](missing.md)", "missing.md: there is no such file")]
    [TestCase("[![picture](missing.svg)](other.md)", "missing.svg: there is no such file")]
    [TestCase("[![picture](picture.svg)](missing.md)", "missing.md: there is no such file")]
    [TestCase("[text](../other.md)", "../other.md: leads out of the repository")]
    [TestCase("[text](picture.svg#there)", "picture.svg#there: has an anchor, and is no Markdown")]
    [TestCase("[text](#there)", "#there: there is no such heading; there are here")]
    [TestCase("[text](other.md#a-heading-2)", "other.md#a-heading-2: there is no such heading; there are a-heading, a-heading-1, code-in-a-heading")]
    public void A_link_that_leads_nowhere_is_named(string text, string fault) => Broken(text).ShouldBe([fault]);

    [Test]
    public void Commands_are_those_of_blocks_to_type_and_of_lines_of_text()
    {
        var page = Path.Combine(root, "page.md");
        File.WriteAllText(page, "Say `harness plan`.\n\n```\nharness lint # all\n```\n\n```yaml\n- run: harness build\n```\n\n| `a \\| b` |\n");

        MarkdownPage.Read(page).Commands.ShouldBe(["harness lint # all", "harness plan", "a | b"]);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private IReadOnlyList<string> Broken(string text)
    {
        File.WriteAllText(Path.Combine(root, "page.md"), $"# Here\n\n{text}\n");
        File.WriteAllText(Path.Combine(root, "other.md"), "# A heading\n\n```\n# no heading\n```\n\n## A heading\n\n### `Code` in [a heading](other.md)!\n");
        File.WriteAllText(Path.Combine(root, "picture.svg"), "<svg/>");
        return MarkdownPage.Read(Path.Combine(root, "page.md")).BrokenLinks(root);
    }
}
