using Harness.Checks;
using Harness.Checks.Running;
using Harness.Images;
using Harness.Platform.Processes;
using Harness.Suite;
using Harness.Tests.Checks;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Suite;

/// <summary>Which images are pulled before a run.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ImagePullTests
{
    private const string Registry = "example.org/kcr";

    [Test]
    public async Task With_a_registry_what_the_engine_lacks_is_pulled() =>
        (await PulledAsync(Registry, always: false, has: ["example.org/kcr-python:1"])).ShouldBe(["example.org/kcr-sidecar:1"]);

    [Test]
    public async Task On_demand_all_of_it_is() =>
        (await PulledAsync(Registry, always: true, has: ["example.org/kcr-python:1"])).ShouldBe(["example.org/kcr-python:1", "example.org/kcr-sidecar:1"]);

    [Test]
    public async Task Without_a_sandbox_no_sidecar_is() =>
        (await PulledAsync(Registry, always: true, has: [], sandboxes: false)).ShouldBe(["example.org/kcr-python:1"]);

    [Test]
    public async Task What_is_in_no_registry_never_is() => (await PulledAsync(null, always: true, has: [])).ShouldBeEmpty();

    [Test]
    public async Task One_that_cannot_be_pulled_although_it_was_asked_for_ends_the_run()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => PulledAsync(Registry, always: true, has: [], status: 1));

        fault.Message.ShouldStartWith("example.org/kcr-python:1 cannot be pulled, so nothing was tested: denied.");
        fault.Message.ShouldEndWith("docker login example.org.");
    }

    [Test]
    public async Task Otherwise_the_look_up_in_the_engine_tells_what_is_missing() =>
        (await PulledAsync(Registry, always: false, has: [], status: 1)).ShouldBe(["example.org/kcr-python:1", "example.org/kcr-sidecar:1"]);

    /// <summary>What docker was asked to pull.</summary>
    private static async Task<IReadOnlyList<string>> PulledAsync(string? registry, bool always, string[] has, bool sandboxes = true, int status = 0)
    {
        await using var engine = new FakeEngine((request, _) => has.Any(name => request == $"GET /images/{name}/json")
            ? new Answer(200, """{"Id":"sha256:ab"}""")
            : new Answer(404, """{"message":"No such image"}"""));
        var processes = new FakeProcesses(_ => new ProcessResult(status, "", "denied"));
        var naming = new ImageNaming(registry, "1");
        var image = Given.Image("python");
        SandboxCheck[] checks = sandboxes ? [new SidecarFindsMain()] : [];
        var plan = new TestPlan(
            [new PlannedTarget(image.Definition, naming.Of("python"), image.Definition.Languages, image.Versions)],
            [],
            checks,
            naming.OwnSidecar,
            naming,
            RunSettings.Default);

        await new ImagePull(engine.Client, processes, _ => { }).RunAsync(plan, always, CancellationToken.None);

        return [.. processes.Commands.Select(command => command.Arguments[^1])];
    }
}
