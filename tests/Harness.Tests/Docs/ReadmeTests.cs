using Harness.Cli;
using Harness.Tests.Cli;
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
        var readme = File.ReadAllText(Path.Combine(Catalog.RepositoryRoot.Path, "README.md"));
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = readme[start..readme.IndexOf(End, StringComparison.Ordinal)];

        using var streams = new TestStreams();
        new Application(streams.Streams, new Composition(_ => null)).Run(["checks", "--output", "markdown"]).ShouldBe(ExitStatus.Passed);
        var expected = streams.Out;

        table.ShouldBe(expected, "Put what 'harness checks --output markdown' prints between the two comments of README.md.");
    }
}
