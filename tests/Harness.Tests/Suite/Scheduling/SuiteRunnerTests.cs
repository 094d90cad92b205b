using System.Collections.Concurrent;
using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;
using Harness.Suite;
using Harness.Tests.Checks;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.Suite.Scheduling;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SuiteRunnerTests
{
    private readonly FakeBackend backend = new();
    private readonly FakeReader reader = new();
    private readonly Observer observer = new();

    [Test]
    public async Task Results_come_in_the_order_of_images_languages_and_ids()
    {
        var report = await RunAsync([new Probe("B", "A"), new Probe("A")], [new FakeStatic("S")], ["two", "one"]);
        report.Results.Select(result => $"{result.Subject} {result.CheckId}").ShouldBe(
        [
            "two S", "two/python/fake A", "two/python/fake B",
            "one S", "one/python/fake A", "one/python/fake B",
        ]);
        report.Results.ShouldAllBe(result => result.Outcome == Outcome.Passed);
        report.Status.ShouldBe(ExitStatus.Passed);
        observer.All.Count.ShouldBe(6);
        observer.Results.Count.ShouldBe(6);
        backend.Sandboxes.ShouldAllBe(sandbox => sandbox.Disposals == 1);
    }

    [TestCase("FROM scratch\nUSER nonroot\n", Outcome.Failed, "/Dockerfile:2:1: the final stage runs as 'nonroot', expected 65532:65532")]
    [TestCase("FROM scratch\nUSER 65532\n", Outcome.Passed, "nothing to object to in /Dockerfile")]
    [TestCase("FORM scratch\n", Outcome.Errored, "/Dockerfile:1:1: 'FORM' is no instruction")]
    public async Task A_Dockerfile_is_checked_beside_its_image(string text, Outcome outcome, string observed)
    {
        var result = await CheckDockerfileAsync("DF003", text);

        (result.CheckId, result.Subject.ToString(), result.Outcome).ShouldBe(("DF003", "python", outcome));
        result.Observed.ShouldContain(observed);
    }

    [TestCase("node_modules", Outcome.Failed, "node_modules is left out of the build context by .dockerignore")]
    [TestCase("dist", Outcome.Passed, "nothing to object to")]
    public async Task A_Dockerfile_is_checked_with_the_dockerignore_beside_it(string ignored, Outcome outcome, string observed)
    {
        var result = await CheckDockerfileAsync("DF019", "FROM scratch\nCOPY node_modules /app/\n", ignored);

        result.Outcome.ShouldBe(outcome);
        result.Observed.ShouldContain(observed);
    }

    private async Task<CheckResult> CheckDockerfileAsync(string check, string text, string? ignored = null)
    {
        var context = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName())).FullName;
        var file = Path.Combine(context, "Dockerfile");
        await File.WriteAllTextAsync(file, text);
        if (ignored is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(context, ".dockerignore"), ignored);
        }

        reader.Fault = new InfrastructureException("the image is not looked at");
        var image = Given.Image();
        var plan = new TestPlan(
            [new PlannedTarget(image.Definition, image.Reference, [], image.Versions) { Dockerfile = file }],
            [],
            [],
            Sidecar,
            new ImageNaming(),
            RunSettings.Default)
        {
            DockerfileChecks = [.. DockerfileChecks.All.Where(one => one.Id == check)],
        };

        var report = await new SuiteRunner(Given.Sources, reader, backend, observer)
            .RunAsync(plan, Images(image), "session", "harness test docker", CancellationToken.None);

        return report.Results.ShouldHaveSingleItem();
    }

    [Test]
    public async Task A_check_starts_after_what_it_requires()
    {
        ConcurrentQueue<string> order = [];
        await RunAsync([new Probe("A", "B") { Body = _ => Note("A") }, new Probe("B") { Body = _ => Note("B") }]);
        order.ShouldBe(["B", "A"]);

        async Task<Finding> Note(string id)
        {
            await Task.Yield();
            order.Enqueue(id);
            return Finding.Pass("", "");
        }
    }

    [Test]
    public async Task Checks_that_do_not_require_each_other_run_at_once()
    {
        using var both = new Barrier(2);
        var report = await RunAsync(
            [new Probe("A") { Body = _ => MeetAsync() }, new Probe("B") { Body = _ => MeetAsync() }]);
        report.Status.ShouldBe(ExitStatus.Passed);

        Task<Finding> MeetAsync() => Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(30)) ? Finding.Pass("", "") : Finding.Fail("", "alone"));
    }

    [Test]
    public async Task What_requires_a_check_that_failed_is_skipped_and_names_it()
    {
        var report = await RunAsync(
            [new Probe("A") { Body = _ => Task.FromResult(Finding.Fail("good", "bad")) }, new Probe("B", "A"), new Probe("C", "B")]);
        report.Results.Select(result => (result.CheckId, result.Outcome)).ShouldBe(
            [("A", Outcome.Failed), ("B", Outcome.Skipped), ("C", Outcome.Skipped)]);
        report.Results[1].Observed.ShouldBe("Proves nothing without A, which failed.");
        report.Results[2].Observed.ShouldBe("Proves nothing without B, which was skipped.");
        report.Status.ShouldBe(ExitStatus.CheckFailed);
    }

    [Test]
    public async Task A_requirement_that_was_not_selected_holds_nothing_up() =>
        (await RunAsync([new Probe("B", "A")])).Status.ShouldBe(ExitStatus.Passed);

    [Test]
    public async Task An_exception_is_an_error_with_its_message_and_not_a_failure()
    {
        var report = await RunAsync([new Probe("A") { Body = _ => throw new InfrastructureException("The engine went away.") }]);
        report.Results.Single().Outcome.ShouldBe(Outcome.Errored);
        report.Results.Single().Observed.ShouldBe("The engine went away.");
        report.Status.ShouldBe(ExitStatus.Infrastructure);
    }

    [Test]
    public async Task A_refusal_of_the_sidecar_is_a_failure()
    {
        var report = await RunAsync([new Probe("A") { Body = _ => throw new SidecarException(503, "main was not found") }]);
        report.Results.Single().Outcome.ShouldBe(Outcome.Failed);
        report.Results.Single().Observed.ShouldBe("it refused with HTTP 503: main was not found");
    }

    [Test]
    public async Task A_check_that_has_nothing_to_look_with_is_skipped_with_its_reason()
    {
        var report = await RunAsync([new Probe("A") { Body = _ => Task.FromResult(Finding.Skip("good", "no engine")) }, new Probe("B", "A"), new Probe("C")]);
        report.Results.Select(result => (result.Outcome, result.Observed)).ShouldBe(
            [(Outcome.Skipped, "no engine"), (Outcome.Skipped, "Proves nothing without A, which was skipped."), (Outcome.Passed, "good")]);
        report.Status.ShouldBe(ExitStatus.Passed);
    }

    [Test]
    public async Task A_sibling_has_the_sessions_labels_and_another_name()
    {
        await RunAsync([new Sibling()]);

        var (own, sibling) = (backend.Specs.Single(spec => !spec.Restarts), backend.Specs.Single(spec => spec.Restarts));
        sibling.Name.ShouldBe($"{own.Name}-restarts");
        (sibling with { Name = own.Name, Restarts = false, Labels = own.Labels, Main = own.Main, Sidecar = own.Sidecar, Token = own.Token }).ShouldBe(own);
        sibling.Token.ShouldNotBeNull().Value.ShouldNotBe(own.Token.ShouldNotBeNull().Value, "each sandbox has a token of its own");
        sibling.Labels.ShouldBe(own.Labels);
        backend.Sandboxes.ShouldAllBe(sandbox => sandbox.Disposals > 0);
    }

    [Test]
    public async Task A_check_that_does_not_end_is_an_error_after_its_deadline()
    {
        var report = await RunAsync(
            [new Probe("A") { Body = cancellation => WaitForeverAsync(cancellation) }],
            request: Request() with { Timeout = TimeSpan.FromMilliseconds(50) });
        report.Results.Single().Outcome.ShouldBe(Outcome.Errored);
        report.Results.Single().Observed.ShouldStartWith("The check had not ended after 0.1 s");
        report.Interrupted.ShouldBeFalse();
    }

    [Test]
    public async Task The_deadline_of_a_check_counts_no_wait_for_another_program()
    {
        var clock = new SteppedClock();
        var hello = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        backend.FirstGate = _ => hello.Task;
        var check = new Programmed(async (programs, cancellation) =>
        {
            var running = programs.RunAsync(ProgramRole.Flood, cancellation);
            clock.Advance(TimeSpan.FromHours(1));
            hello.SetResult();
            await running;
            return Finding.Pass("its turn came", "it came");
        });

        var report = await RunAsync([check], clock: clock);

        report.Results.Single().Outcome.ShouldBe(Outcome.Passed);
    }

    [Test]
    public async Task A_sandbox_that_does_not_start_is_one_error_and_skips_that_name_it()
    {
        backend.Fault = new InfrastructureException("The engine refused.");
        var report = await RunAsync([new Probe("A"), new Probe("B"), new Probe("C", "A")], [new FakeStatic("S")]);
        report.Results.Select(result => (result.CheckId, result.Outcome)).ShouldBe(
            [("S", Outcome.Passed), ("A", Outcome.Errored), ("B", Outcome.Skipped), ("C", Outcome.Skipped)]);
        report.Results[1].Observed.ShouldBe("The sandbox could not be started. The engine refused.");
        report.Results[2].Observed.ShouldBe("Not carried out, for the reason that A names.");
        report.Status.ShouldBe(ExitStatus.Infrastructure);
    }

    [Test]
    public async Task An_image_that_cannot_be_read_is_an_error_and_its_sandbox_is_removed()
    {
        reader.Fault = new InfrastructureException("The archive is broken.");
        var report = await RunAsync([new Probe("A"), new Probe("B")], [new FakeStatic("S"), new FakeStatic("T")]);
        report.Results.Select(result => (result.CheckId, result.Outcome)).ShouldBe(
            [("S", Outcome.Errored), ("T", Outcome.Skipped), ("A", Outcome.Errored), ("B", Outcome.Skipped)]);
        report.Results[0].Observed.ShouldBe("The image could not be read: The archive is broken.");
        backend.Sandboxes.Single().Disposals.ShouldBe(1);
    }

    [Test]
    public async Task A_plan_without_a_check_is_not_a_success()
    {
        var report = await RunAsync([]);
        report.Results.ShouldBeEmpty();
        report.Status.ShouldBe(ExitStatus.Infrastructure);
        backend.Sandboxes.ShouldBeEmpty();
    }

    [Test]
    public async Task Cancelling_keeps_what_was_found_out_and_removes_the_sandboxes()
    {
        using var interruption = new CancellationTokenSource();
        var report = await RunAsync(
            [
                new Probe("A"),
                new Probe("B", "A")
                {
                    Body = async cancellation =>
                    {
                        await interruption.CancelAsync();
                        return await WaitForeverAsync(cancellation);
                    },
                },
                new Probe("C", "B"),
            ],
            cancellation: interruption.Token);
        report.Interrupted.ShouldBeTrue();
        report.Status.ShouldBe(ExitStatus.Interrupted);
        report.Results.Select(result => (result.CheckId, result.Outcome)).ShouldBe(
            [("A", Outcome.Passed), ("B", Outcome.Skipped), ("C", Outcome.Skipped)]);
        report.Results[1].Observed.ShouldBe("The run was interrupted before this check ended.");
        backend.Sandboxes.Single().Disposals.ShouldBe(1);
    }

    [Test]
    public async Task A_sandbox_that_cannot_be_removed_is_named_and_the_run_is_no_success()
    {
        backend.RemovalFault = new InfrastructureException("The engine said no.");

        var report = await RunAsync([new Probe("A")]);

        report.Results.Single().Outcome.ShouldBe(Outcome.Passed);
        report.Leftovers.Single().ShouldContain("could not be removed: The engine said no. Remove what is left with: harness clean");
        report.Status.ShouldBe(ExitStatus.Infrastructure);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Cancelling_waits_for_the_sandboxes_beside_and_names_those_that_cannot_be_removed(bool shared)
    {
        using var interruption = new CancellationTokenSource();
        backend.RemovalFault = new InfrastructureException("The engine said no.");
        backend.Gate = async cancellation =>
        {
            await interruption.CancelAsync();
            await WaitForeverAsync(cancellation);
        };

        var report = await RunAsync([new Sibling { Shared = shared }], cancellation: interruption.Token);

        report.Status.ShouldBe(ExitStatus.Interrupted);
        backend.Sandboxes.Count.ShouldBe(2);
        backend.Sandboxes.ShouldAllBe(sandbox => sandbox.Disposals > 0);
        report.Leftovers.Count.ShouldBe(2);
        report.Leftovers.ShouldContain("A sandbox beside python/fake could not be removed: The engine said no. Remove what is left with: harness clean");
    }

    [Test]
    public async Task A_sandbox_beside_that_does_not_start_is_a_leftover_only_where_something_is_left()
    {
        backend.SiblingFault = new InfrastructureException("The engine refused.");
        (await RunAsync([new Sibling()])).Leftovers.ShouldBeEmpty();

        backend.SiblingFault = new LeftoverException("The engine refused. The engine said no.", backend.SiblingFault);
        (await RunAsync([new Sibling()])).Leftovers.Single().ShouldContain("beside python/fake could not be removed: The engine refused. The engine said no.");
    }

    [Test]
    public async Task Keeping_leaves_the_sandboxes_and_says_how_to_find_them()
    {
        await RunAsync([new Probe("A")], request: Request() with { Keep = true });
        backend.Sandboxes.Single().Disposals.ShouldBe(0);
        observer.Sandboxes.ShouldContain(state =>
            state.Contains("kept", StringComparison.Ordinal) && state.Contains("kcr.dev/session=session", StringComparison.Ordinal));
    }

    [Test]
    public async Task No_more_sandboxes_run_at_once_than_asked_for()
    {
        await RunAsync([new Probe("A")], images: ["one", "two", "three", "four"], request: Request() with { Parallel = 2 });
        backend.Sandboxes.Count.ShouldBe(4);
        observer.MostAtOnce.ShouldBeLessThanOrEqualTo(2);
    }

    [Test]
    public async Task A_static_check_that_throws_is_an_error()
    {
        var report = await RunAsync([], [new FakeStatic("S") { Fault = new InfrastructureException("No such file.") }]);
        report.Results.Single().Outcome.ShouldBe(Outcome.Errored);
        report.Status.ShouldBe(ExitStatus.Infrastructure);
    }

    [Test]
    public async Task Sandboxes_are_labelled_and_get_the_image_by_its_digest()
    {
        await RunAsync([new Probe("A")]);
        var spec = backend.Specs.Single();
        spec.Main.Image.ShouldBe("sha256:python");
        spec.Sidecar.Image.ShouldBe("kcr-sidecar:latest");
        spec.Labels["kcr.dev/session"].ShouldBe("session");
        spec.Labels["app.kubernetes.io/managed-by"].ShouldBe("kcr-harness");
    }

    private static async Task<Finding> WaitForeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return Finding.Pass("", "");
    }

    private static readonly ImageName Sidecar = new("kcr-sidecar:latest");

    private static TestRequest Request() => new([], [], []);

    private static RunImages Images(params IReadOnlyList<ImageUnderTest> tested) => new(tested, new SidecarImage(Sidecar), new SidecarImage(Sidecar));

    private Task<RunReport> RunAsync(
        SandboxCheck[] checks, StaticCheck[]? statics = null, string[]? images = null, TestRequest? request = null, TimeProvider? clock = null,
        CancellationToken cancellation = default)
    {
        var found = (images ?? ["python"]).Select(name => Given.Image(name)).ToList();
        var plan = new TestPlan(
            [.. found.Select(image => new PlannedTarget(image.Definition, image.Reference, image.Definition.Languages, image.Versions))],
            statics ?? [],
            checks,
            Sidecar,
            new ImageNaming(),
            RunSettings.Of(request ?? Request()));
        return new SuiteRunner(Given.Sources, reader, backend, observer) { Clock = clock ?? TimeProvider.System }
            .RunAsync(plan, Images([.. found]), "session", "harness test docker", cancellation);
    }

    private sealed class Probe(string id, params string[] requires)
        : SandboxCheck(SampleInfo.Of(id, $"title of {id}"), requires)
    {
        public Func<CancellationToken, Task<Finding>> Body { get; init; } = _ => Task.FromResult(Finding.Pass("good", "good"));

        public override Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation) => Body(cancellation);
    }

    private sealed class Programmed(Func<ProgramRunner, CancellationToken, Task<Finding>> body) : SandboxCheck(SampleInfo.Of("A"))
    {
        public override Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation) => body(subject.Programs, cancellation);
    }

    private sealed class Sibling() : SandboxCheck(SampleInfo.Of("A"))
    {
        /// <summary>Whether it is the one that checks share.</summary>
        public bool Shared { get; init; }

        public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
        {
            subject.Siblings.StartInDocker.ShouldBeNull();
            if (Shared)
            {
                await subject.ConfinedAsync(cancellation);
                return Finding.Pass("", "");
            }

            await using var sibling = await subject.Siblings.StartAltered(spec => spec with { Name = $"{spec.Name}-restarts", Restarts = true }, cancellation);
            await sibling.ExecuteAsync(new ExecuteRequest("hello", 1, null), cancellation);
            return Finding.Pass("", "");
        }
    }

    private sealed class FakeStatic(string id) : StaticCheck(SampleInfo.Of(id, $"title of {id}"))
    {
        public Exception? Fault { get; init; }

        public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot) =>
            Fault is null ? Finding.Pass("good", "good") : throw Fault;
    }

    private sealed class FakeReader : ISnapshotReader
    {
        public Exception? Fault { get; set; }

        public Task<ImageSnapshot> ReadAsync(string digest, CancellationToken cancellation) =>
            Fault is null ? Task.FromResult(Given.Snapshot()) : Task.FromException<ImageSnapshot>(Fault);
    }

    private sealed class FakeBackend : ISandboxBackend
    {
        public Backend Backend { get; } = new("fake");

        public Exception? Fault { get; set; }

        public Exception? RemovalFault { get; set; }

        /// <summary>Keeps a sandbox from starting that is started beside the first.</summary>
        public Exception? SiblingFault { get; set; }

        /// <summary>Waited for before every execution in the first sandbox.</summary>
        public Func<CancellationToken, Task> FirstGate { get; set; } = _ => Task.CompletedTask;

        /// <summary>Waited for before every execution in sandboxes beside the first.</summary>
        public Func<CancellationToken, Task> Gate { get; set; } = _ => Task.CompletedTask;

        public ConcurrentBag<FakeSandbox> Sandboxes { get; } = [];

        public ConcurrentBag<SandboxSpec> Specs { get; } = [];

        public async Task<ISandbox> StartAsync(SandboxSpec spec, CancellationToken cancellation)
        {
            await Task.Yield();
            if (Fault is not null)
            {
                throw Fault;
            }

            var isSibling = spec.Restarts || !spec.HasNetwork;
            if (isSibling && SiblingFault is not null)
            {
                throw SiblingFault;
            }

            var sandbox = new FakeSandbox(spec) { RemovalFault = RemovalFault };
            sandbox.Gate = isSibling ? Gate : FirstGate;

            Specs.Add(spec);
            Sandboxes.Add(sandbox);
            return sandbox;
        }
    }

    private sealed class Observer : IRunObserver
    {
        private readonly Lock sync = new();
        private int atOnce;

        public IReadOnlyList<(string CheckId, Subject Subject)> All { get; private set; } = [];

        public ConcurrentBag<CheckResult> Results { get; } = [];

        public ConcurrentBag<string> Sandboxes { get; } = [];

        public int MostAtOnce { get; private set; }

        public void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all) => All = all;

        public void Sandbox(Subject subject, string state)
        {
            Sandboxes.Add(state);
            lock (sync)
            {
                // A slot is free again as soon as the removal begins.
                atOnce += state == "starting" ? 1 : state == "removing" ? -1 : 0;
                MostAtOnce = Math.Max(MostAtOnce, atOnce);
            }
        }

        public void Started(string checkId, Subject subject)
        {
        }

        public void Finished(CheckResult result) => Results.Add(result);
    }
}
