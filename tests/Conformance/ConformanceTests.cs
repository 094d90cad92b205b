using Harness.Checks;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Suite;
using NUnit.Framework;
using Shouldly;

namespace Conformance;

/// <summary>Every check of a run as a case of its own: image × language × check.</summary>
/// <param name="backend">Where the sandboxes run.</param>
/// <param name="checks">The checks that are carried out.</param>
/// <param name="recipe">The command that does the same.</param>
internal abstract class ConformanceTests(Backend backend, IReadOnlyList<Check> checks, params string[] recipe)
{
    private RunReport run = null!;

    /// <summary>Carries out the run; a skip of the whole fixture says why.</summary>
    protected abstract Task<RunReport> RunAsync(CancellationToken cancellation);

    [OneTimeSetUp]
    public async Task RunTheSuiteAsync() => run = await RunAsync(TestContext.CurrentContext.CancellationToken);

    [Test]
    public void Nothing_else_was_found_out() =>
        run.Results.Count.ShouldBe(ConformanceCase.All(Suite.Catalog, checks, backend).Count());

    protected static IEnumerable<TestCaseData> CasesOf(Backend backend, IReadOnlyList<Check> checks) =>
        ConformanceCase.All(Suite.Catalog, checks, backend).Select(one => new TestCaseData(one).SetName(one.ToString()));

    protected void Verify(ConformanceCase one)
    {
        var result = run.Results.SingleOrDefault(result =>
            result.CheckId == one.Check.Id && result.Subject.Image == one.Image && result.Subject.Language == one.Language);

        result.ShouldNotBeNull("every check of the catalog is carried out");
        result.Outcome.ShouldBe(Outcome.Passed, $"""
            expected: {result.Expected}
            observed: {result.Observed}
            why:      {one.Check.Info.Why} ({one.Check.Info.Citation})
            remedy:   {one.Check.Info.Remedy}
            again:    {new Reproduction(Suite.Request, recipe).Of(result, run.Images.FirstOrDefault(image => image.Definition.Name == one.Image))}
            """);
    }
}
