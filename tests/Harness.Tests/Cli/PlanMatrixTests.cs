using System.Text.Json;
using Harness.Catalog;
using Harness.Cli;
using NUnit.Framework;
using Shouldly;
using RepositoryRoot = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Cli;

[Parallelizable(ParallelScope.All)]
internal sealed class PlanMatrixTests
{
    [TestCase("local")]
    [TestCase("dhi")]
    public void The_matrix_is_one_line_with_a_cell_for_each_image_and_exactly_its_languages(string bases)
    {
        var (status, text) = Plan("--matrix", "--bases", bases);

        status.ShouldBe(ExitStatus.Passed, text);
        text.TrimEnd().ShouldNotContain("\n");
        using var document = JsonDocument.Parse(text);
        document.RootElement.EnumerateArray()
            .Select(cell => (cell.GetProperty("image").GetString(), cell.GetProperty("languages").GetString(), cell.GetProperty("bases").GetString()))
            .ShouldBe(CatalogLoader.Load(RepositoryRoot.Path).Images
                .Where(image => image.Languages.Count > 0)
                .Select(image => ((string?)image.Name, (string?)string.Join(' ', image.Languages.Select(language => $"-l {language.Alias}")), (string?)bases)));
    }

    [Test]
    public void A_matrix_without_a_cell_is_no_success() => Plan("--matrix", "sidecar").Status.ShouldBe(ExitStatus.Usage);

    private static (ExitStatus Status, string Text) Plan(params IReadOnlyList<string> arguments)
    {
        using var streams = new TestStreams();
        var workflows = new Composition(name => name == "KCR_HARNESS_ROOT" ? RepositoryRoot.Path : null);
        return (new Application(streams.Streams, workflows).Run(["plan", .. arguments]), streams.Out);
    }
}
