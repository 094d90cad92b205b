using Harness.Checks;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Docs;

/// <summary>The README says what is true of the code.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ReadmeTests
{
    private const string Begin = "<!-- checks: made from the checks themselves; a test keeps it so -->\n";
    private const string End = "<!-- /checks -->";

    [Test]
    public void The_table_of_checks_is_the_list_of_checks()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = readme[start..readme.IndexOf(End, StringComparison.Ordinal)];

        var expected = Table();

        table.ShouldBe(expected, $"Put this between the two comments of README.md:\n{expected}");
    }

    private static string Table() =>
        "| id | proves | breaks with |\n|---|---|---|\n"
        + string.Concat(CheckCatalog.All.Select(check => $"| {check.Id} | {Cell(check.Info.Title)} | {Cell(check.Info.BreaksWith)} |\n"));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
