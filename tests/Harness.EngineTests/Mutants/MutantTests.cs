using Harness.Building;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Planning;
using Harness.Platform;
using Harness.Platform.Engine;
using Harness.Results;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Mutants;

/// <summary>The negative controls: the suite fails each of them on exactly the checks that it names.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class MutantTests
{
    private readonly Dictionary<string, Task<ImageReference>> images = [];
    private EngineClient engine = null!;

    private static IEnumerable<TestCaseData> Mutants =>
        MutantList.All.Select(mutant => new TestCaseData(mutant).SetName($"Mutant {mutant.Name} fails exactly {string.Join(' ', mutant.Fails)}"));

    [OneTimeSetUp]
    public void Build()
    {
        engine = new EngineClient(DockerContext.Current());
        foreach (var mutant in MutantList.All)
        {
            images.Add(mutant.Name, MutantBuilder.BuildAsync(mutant));
        }
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        await MutantBuilder.RemoveAsync(images.Values.Where(image => image.IsCompletedSuccessfully).Select(image => image.Result));
        engine.Dispose();
    }

    [TestCaseSource(nameof(Mutants))]
    public async Task Fails_exactly_the_checks_that_it_names(Mutant mutant)
    {
        var reference = await images[mutant.Name];

        var report = await RunSuiteAsync(mutant, reference);

        var failed = report.Results.Where(result => result.Outcome == Outcome.Failed).ToList();
        failed.Select(result => result.CheckId).ShouldBe(
            mutant.Fails, ignoreOrder: true, customMessage: Describe(report.Results.Where(result => result.Outcome != Outcome.Passed)));
        report.Results.Where(result => result.Outcome == Outcome.Errored).ShouldBeEmpty(
            Describe(report.Results.Where(result => result.Outcome == Outcome.Errored)));
        report.Results.Where(result => result.Outcome == Outcome.Skipped)
            .Where(result => !IsBlockedBy(result.CheckId, [.. mutant.Fails]))
            .ShouldBeEmpty("only a check that requires a failed one may be skipped");
        report.Status.ShouldBe(ExitStatus.CheckFailed);
    }

    [Test]
    public void Every_check_has_a_mutant()
    {
        var covered = MutantList.All.SelectMany(mutant => mutant.Fails).ToHashSet();

        // What only a pod has is proven by wrong pods, on the real cluster.
        CheckCatalog.On("docker").Select(check => check.Id).Where(id => !covered.Contains(id)).ShouldBeEmpty();
    }

    private async Task<RunReport> RunSuiteAsync(Mutant mutant, ImageReference reference)
    {
        var (definition, language) = Repository.Catalog.Languages.Single(pair => pair.Language.Name == mutant.Language);
        var versions = definition.Versions.ToDictionary(version => version.Arg, version => version.Value);
        var ownSidecar = ImageReference.For("sidecar").ToString();
        var target = mutant.Sidecar is null ? reference : ImageReference.For(definition.Name);
        var plan = new TestPlan(
            [new PlannedTarget(definition, target, [language], versions)],
            [.. CheckCatalog.On("docker").OfType<StaticCheck>()],
            [.. CheckCatalog.On("docker").OfType<SandboxCheck>()],
            mutant.Sidecar is null ? ownSidecar : reference.ToString(),
            new TestRequest([mutant.Language], [], []));

        var session = Session.NewId();
        var found = await new ImageResolver(engine).ResolveAsync(plan, CancellationToken.None);
        var runner = new SuiteRunner(
            new ProgramSources(Repository.Root),
            new SnapshotReader(engine, SnapshotCache.OfUser()),
            new DockerBackend(engine, ownSidecar),
            new SilentObserver());
        return await runner.RunAsync(plan, found, session, "the mutant tests", CancellationToken.None);
    }

    private static bool IsBlockedBy(string checkId, HashSet<string> failed) =>
        CheckCatalog.On("docker").Single(check => check.Id == checkId) is SandboxCheck check
        && check.Requires.Any(required => failed.Contains(required) || IsBlockedBy(required, failed));

    private static string Describe(IEnumerable<CheckResult> results) =>
        string.Join('\n', results.Select(result => $"{result.CheckId} {result.Outcome}: expected {result.Expected}; observed {result.Observed}"));
}
