using Harness.Reports;
using Harness.Results;
using NUnit.Framework;
using Shouldly;

namespace Conformance;

/// <summary>Every check of the suite as a case of its own: image × language × check.</summary>
[TestFixture]
internal sealed class ConformanceTests
{
    private RunReport run = null!;

    private static IEnumerable<TestCaseData> Cases =>
        ConformanceCase.All(SharedRun.Catalog).Select(one => new TestCaseData(one).SetName(one.ToString()));

    [OneTimeSetUp]
    public async Task RunTheSuiteAsync() => run = await SharedRun.RunAsync(TestContext.CurrentContext.CancellationToken);

    [TestCaseSource(nameof(Cases))]
    public void Conforms(ConformanceCase one)
    {
        var result = run.Results.SingleOrDefault(result =>
            result.CheckId == one.Check.Id && result.Subject.Image == one.Image && result.Subject.Language == one.Language);

        result.ShouldNotBeNull("every check of the catalog is carried out");
        result.Outcome.ShouldBe(Outcome.Passed, $"""
            expected: {result.Expected}
            observed: {result.Observed}
            why:      {one.Check.Info.Why} ({one.Check.Info.Guide})
            remedy:   {one.Check.Info.Remedy}
            again:    {new Reproduction(SharedRun.Request).Of(result, run.Images.FirstOrDefault(image => image.Definition.Name == one.Image))}
            """);
    }

    [Test]
    public void Nothing_else_was_found_out() =>
        run.Results.Count.ShouldBe(ConformanceCase.All(SharedRun.Catalog).Count());
}
