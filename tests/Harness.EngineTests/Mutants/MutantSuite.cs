using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.EngineTests.Platform.Docker;
using Harness.Images;
using Harness.Mutants;
using Harness.Sandboxes;
using Harness.Snapshots;
using Harness.Snapshots.Cache;
using Harness.Suite;
using Shouldly;

namespace Harness.EngineTests.Mutants;

/// <summary>
/// Runs the whole suite on a mutant and sees that exactly the checks fail that it names for the backend. Where only a part has
/// its turn (<see cref="Rotation"/>), the others are seen to fail the checks that they name, and nothing is said of the sandbox
/// checks that they do not.
/// </summary>
/// <param name="backend">Where the sandboxes run.</param>
/// <param name="docker">What pods are compared with; null in Docker itself.</param>
/// <param name="session">The session id.</param>
internal sealed class MutantSuite(ISandboxBackend backend, ISandboxBackend? docker, string session)
{
    // A third of them in a run.
    private const uint Parts = 3;

    private readonly IReadOnlyList<Check> checks = CheckCatalog.On(backend.Backend);

    public async Task VerifyAsync(Mutant mutant)
    {
        var fails = mutant.Fails[backend.Backend.Word];

        var report = await RunAsync(mutant, await MutantBuilder.ImageAsync(mutant));

        var failed = report.Results.Where(result => result.Outcome == Outcome.Failed).ToList();
        MutantTable.Add(mutant.Name, mutant.Subject, backend.Backend.Word, fails, failed.Select(result => result.CheckId));
        failed.Select(result => result.CheckId).ShouldBe(
            fails, ignoreOrder: true, customMessage: Describe(report.Results.Where(result => result.Outcome != Outcome.Passed)));
        report.Results.Where(result => result.Outcome == Outcome.Errored).ShouldBeEmpty(
            Describe(report.Results.Where(result => result.Outcome == Outcome.Errored)));
        report.Results.Where(result => result.Outcome == Outcome.Skipped)
            .Where(result => !IsBlockedBy(result.CheckId, [.. fails]))
            .ShouldBeEmpty("only a check that requires a failed one may be skipped");
        report.Status.ShouldBe(fails.Count == 0 ? ExitStatus.Passed : ExitStatus.CheckFailed);
    }

    private async Task<RunReport> RunAsync(Mutant mutant, ImageReference reference)
    {
        var definition = Repository.Catalog.Images.Single(image => image.Name == mutant.Image);
        IReadOnlyList<LanguageDefinition> languages = [.. definition.Languages.Where(language => language.Name == mutant.Language)];
        languages.Count.ShouldBe(mutant.Language is null ? 0 : 1, $"{mutant.Image} runs no {mutant.Language}");
        var versions = definition.Versions.ToDictionary(version => version.Arg, version => version.Value);
        var target = !mutant.HasSidecar && mutant.Sandbox is null ? reference : ImageReference.For(definition.Name);
        var plan = new TestPlan(
            [new PlannedTarget(definition, target, languages, versions)],
            [.. checks.OfType<StaticCheck>()],
            [.. SandboxChecks(mutant)],
            !mutant.HasSidecar ? ImageReference.For("sidecar") : reference,
            new ImageNaming(),
            RunSettings.Default);

        var found = await new ImageResolver(RealEngine.Client).ResolveAsync(plan, CancellationToken.None);
        var runner = new SuiteRunner(
            new ProgramSources(Repository.Root),
            new SnapshotReader(RealEngine.Client, SnapshotCache.OfUser()),
            backend,
            new SilentObserver(),
            docker);
        return await runner.RunAsync(plan, found, session, "the mutant tests", CancellationToken.None);
    }

    private IEnumerable<SandboxCheck> SandboxChecks(Mutant mutant)
    {
        var asked = checks.OfType<SandboxCheck>().Where(check => !mutant.Without.Contains(check.Id));
        var named = mutant.Fails[backend.Backend.Word];
        if (named.Count == 0 || Rotation.Takes(mutant.Name, Parts))
        {
            return asked;
        }

        var wanted = named.SelectMany(WithRequired).ToHashSet();
        return asked.Where(check => wanted.Contains(check.Id));
    }

    private IEnumerable<string> WithRequired(string checkId) =>
        checks.Single(check => check.Id == checkId) is SandboxCheck check ? check.Requires.SelectMany(WithRequired).Prepend(checkId) : [checkId];

    private bool IsBlockedBy(string checkId, HashSet<string> failed) =>
        checks.Single(check => check.Id == checkId) is SandboxCheck check
        && check.Requires.Any(required => failed.Contains(required) || IsBlockedBy(required, failed));

    private static string Describe(IEnumerable<CheckResult> results) =>
        string.Join('\n', results.Select(result => $"{result.CheckId} {result.Outcome}: expected {result.Expected}; observed {result.Observed}"));
}
