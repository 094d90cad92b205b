using System.Diagnostics;
using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;
using Harness.Suite.Scheduling;

namespace Harness.Suite;

/// <summary>
/// Carries out a test plan: static checks and sandboxes at the same time, one sandbox for each image and language,
/// and inside a sandbox every check as soon as what it requires has passed.
/// </summary>
/// <param name="sources">The programs of the catalog.</param>
/// <param name="snapshots">Reads the images.</param>
/// <param name="backend">Starts the sandboxes.</param>
/// <param name="observer">Sees the run as it goes.</param>
/// <param name="docker">Starts sandboxes in a Docker Engine for checks that compare with it; null when there is none.</param>
public sealed class SuiteRunner(
    ProgramSources sources, ISnapshotReader snapshots, ISandboxBackend backend, IRunObserver observer, ISandboxBackend? docker = null)
{
    /// <summary>Measures the checks' work.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Carries out the plan. Every check of the plan has a result afterwards: one that could not be carried out is
    /// errored or skipped with the reason. Cancelling ends the run early and still returns what was found out.
    /// </summary>
    /// <param name="plan">What to test.</param>
    /// <param name="images">The plan's images, found in the engine.</param>
    /// <param name="session">The session id that labels everything that is created.</param>
    /// <param name="command">The command line that reproduces the run.</param>
    /// <param name="cancellation">Ends the run; sandboxes are removed all the same.</param>
    public async Task<RunReport> RunAsync(
        TestPlan plan, RunImages images, string session, string command, CancellationToken cancellation)
    {
        var started = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        var targets = plan.Targets.Select(target => Prepare(plan, target, images.Tested, cancellation)).ToList();
        var recorder = new RunRecorder(
            [.. targets.SelectMany(target => target.DockerfileChecks.Concat<Check>(target.Static).Select(check => (check.Id, target.Subject))
                .Concat(target.Sandboxes.SelectMany(sandbox => sandbox.Checks.Select(check => (check.Id, sandbox.Subject)))))],
            observer);

        using var slots = new SemaphoreSlim(plan.Settings.Parallel ?? backend.Capacity.Sandboxes);
        using var working = new SemaphoreSlim(backend.Capacity.Busy);
        var context = new RunContext(plan.Settings, images, session, recorder, observer, backend, docker, sources, slots, working) { Clock = Clock };
        await Task.WhenAll(targets.SelectMany(target => target.Sandboxes
            .Select(sandbox => SandboxRun.RunAsync(context, target, sandbox, cancellation))
            .Append(StaticRun.RunAsync(context, target, cancellation))
            .Append(DockerfileRun.RunAsync(context, target, cancellation))));

        return new RunReport(
            session, command, started, watch.Elapsed, cancellation.IsCancellationRequested, images.Tested, recorder.Complete())
        {
            Leftovers = recorder.Leftovers,
        };
    }

    /// <summary>
    /// The report of a run that could not begin: no check was carried out, and one of each sandbox says why. So whoever
    /// collects reports learns of the fault too.
    /// </summary>
    /// <param name="plan">What was to be tested.</param>
    /// <param name="backend">Where.</param>
    /// <param name="session">The session id.</param>
    /// <param name="command">The command line that reproduces the run.</param>
    /// <param name="reason">Why it could not begin.</param>
    public static RunReport NotBegun(TestPlan plan, Backend backend, string session, string command, string reason)
    {
        var results = plan.Targets.SelectMany(target =>
        {
            var image = target.Definition;
            return target.Languages
                .Select(language => Reasoned(
                    plan.SandboxChecks.Where(check => check.AppliesTo(image, language)), new Subject(image.Name, language.Name, backend)))
                .Prepend(Reasoned(
                    [.. target.Dockerfile is null ? [] : plan.DockerfileChecks, .. plan.StaticChecks.Where(check => check.AppliesTo(image))],
                    new Subject(image.Name, Language: null, Backend: null)))
                .SelectMany(one => one);
        });
        return new RunReport(session, command, DateTimeOffset.UtcNow, TimeSpan.Zero, Interrupted: false, [], [.. results]);

        IEnumerable<CheckResult> Reasoned(IEnumerable<Check> checks, Subject subject) => checks
            .OrderBy(check => check.Id, StringComparer.Ordinal)
            .Select((check, index) => index == 0
                ? Judgement.Errored(check, subject, $"The run could not begin. {reason}")
                : new CheckResult(check.Id, subject, Outcome.Skipped, check.Info.Title, "The run could not begin.", TimeSpan.Zero));
    }

    private TargetRun Prepare(TestPlan plan, PlannedTarget target, IReadOnlyList<ImageUnderTest> images, CancellationToken cancellation)
    {
        var image = images.FirstOrDefault(candidate => candidate.Definition.Name == target.Definition.Name)
            ?? throw new InfrastructureException($"The image {target.Reference} of the plan is not among the images that were found.");
        return new TargetRun(
            image,
            new Subject(image.Definition.Name, Language: null, Backend: null),
            new Shared<ImageSnapshot>(token => Task.Run(() => snapshots.ReadAsync(image.Digest.Text, token), token), cancellation),
            [.. plan.StaticChecks.Where(check => check.AppliesTo(image.Definition)).OrderBy(check => check.Id, StringComparer.Ordinal)],
            [.. target.Languages.Select(language => Prepare(plan, image, language))])
        {
            DockerfileChecks = target.Dockerfile is null ? [] : plan.DockerfileChecks,
            Dockerfile = target.Dockerfile,
        };
    }

    private PlannedSandbox Prepare(TestPlan plan, ImageUnderTest image, LanguageDefinition language) =>
        new(language,
            new Subject(image.Definition.Name, language.Name, backend.Backend),
            [.. plan.SandboxChecks
                .Where(check => check.AppliesTo(image.Definition, language))
                .OrderBy(check => check.Id, StringComparer.Ordinal)]);
}
