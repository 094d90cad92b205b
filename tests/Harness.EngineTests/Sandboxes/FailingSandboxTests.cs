using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Harness.EngineTests.Platform.Docker;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.EngineTests.Sandboxes;

/// <summary>Sandboxes that do not come up, or not whole: each says why, and nothing stays behind.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FailingSandboxTests
{
    private readonly string session = Session.NewId();

    [TearDown]
    public Task Nothing_is_left() => Leftovers.ShouldBeNoneAsync(session);

    [Test]
    public async Task A_main_that_cannot_be_started_still_gives_a_sandbox_with_the_engines_words()
    {
        var image = await TestImages.BuildAsync("no-program", $"FROM {RealEngine.Main}", "ENTRYPOINT [\"/no/such/program\"]");
        await using var sandbox = await StartAsync(main: image);

        var state = await sandbox.MainStateAsync(CancellationToken.None);

        state.Running.ShouldBeFalse();
        state.Detail.ShouldContain("/no/such/program");
        (await sandbox.ReadinessAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    [Test]
    public async Task A_main_without_any_command_still_gives_a_sandbox()
    {
        var image = await TestImages.BuildAsync("no-command", "FROM scratch", $"COPY --from={RealEngine.Sidecar} /usr/bin/catatonit /catatonit");
        await using var sandbox = await StartAsync(main: image);

        var state = await sandbox.MainStateAsync(CancellationToken.None);

        state.ShouldBe(state with { Running = false, ExitCode = null });
        state.Detail.ShouldContain("no command specified", Case.Insensitive);
        (await sandbox.LogsAsync(CancellationToken.None)).ShouldContain("main: No such container");
    }

    [Test]
    public async Task A_main_that_ends_at_once_is_said_to_have_ended()
    {
        var image = await TestImages.BuildAsync("ends", $"FROM {RealEngine.Sidecar}", "ENTRYPOINT [\"/usr/bin/catatonit\", \"--version\"]");
        await using var sandbox = await StartAsync(main: image);

        // It ends when it likes, which is not when the sidecar answers.
        var state = await EventuallyAsync(() => sandbox.MainStateAsync(CancellationToken.None), state => !state.Running);

        state.ExitCode.ShouldBe(0);
        state.Detail.ShouldBe("exited");
    }

    [Test]
    public async Task A_sidecar_that_ends_at_once_fails_the_start_at_once_with_its_lines()
    {
        var image = await TestImages.BuildAsync(
            "sidecar-ends", $"FROM {RealEngine.Sidecar}", "ENTRYPOINT [\"/usr/bin/catatonit\", \"--version\"]");
        var watch = Stopwatch.StartNew();

        var fault = await Should.ThrowAsync<InfrastructureException>(() => StartAsync(sidecar: image));

        fault.Message.ShouldContain("ended with status 0 before it answered");
        fault.Message.ShouldContain("catatonit");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task A_sidecar_that_does_not_answer_fails_the_start_when_its_time_is_over()
    {
        var image = await TestImages.BuildAsync("sidecar-mute", $"FROM {RealEngine.Sidecar}", "ENTRYPOINT [\"/usr/bin/catatonit\", \"-P\"]");
        var backend = new DockerBackend(RealEngine.Client, new ImageName(RealEngine.Sidecar), startTimeout: TimeSpan.FromSeconds(1));

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            backend.StartAsync(Specs.Of(session, sidecar: image), CancellationToken.None));

        fault.Message.ShouldContain("did not answer GET /health");
        fault.Message.ShouldContain("within 1 s");
    }

    [Test]
    public async Task An_image_that_is_missing_is_named() =>
        (await Should.ThrowAsync<InfrastructureException>(() => StartAsync(main: "localhost/kcr-engine-tests/absent:tag")))
            .Message.ShouldContain("localhost/kcr-engine-tests/absent:tag for the main container");

    [Test]
    public async Task A_port_that_is_taken_is_named_with_the_option_that_chooses_another()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            Specs.Backend(port).StartAsync(Specs.Of(session), CancellationToken.None));

        fault.Message.ShouldContain($"Host port {port} is taken");
        fault.Message.ShouldContain("--host-port");
    }

    [Test]
    public async Task A_port_that_is_free_is_used()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        await using var sandbox = await Specs.Backend(port).StartAsync(Specs.Of(session), CancellationToken.None);

        using var http = new HttpClient();
        (await http.GetAsync(new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/health"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(80)]
    [TestCase(160)]
    [TestCase(300)]
    public async Task A_start_that_is_cancelled_at_any_moment_leaves_nothing(int milliseconds)
    {
        using var source = new CancellationTokenSource(milliseconds);
        try
        {
            await using var sandbox = await Specs.Backend().StartAsync(Specs.Of(session), source.Token);
        }
        catch (OperationCanceledException)
        {
            // Either it was too late to cancel, or this: both leave nothing.
        }
    }

    [Test]
    public async Task A_sidecar_that_dies_later_is_told_with_how_it_ended()
    {
        await using var sandbox = await StartAsync();
        await RealEngine.Client.KillContainerAsync(SandboxNames.For(sandbox.Spec).Sidecar, CancellationToken.None);

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            sandbox.ExecuteAsync(new ExecuteRequest("print(1)"), CancellationToken.None));

        fault.Message.ShouldContain("could not be reached");
        fault.Message.ShouldContain("ended with status 137");
    }

    [Test]
    public async Task Another_sidecar_image_is_probed_from_a_container_of_its_own()
    {
        var image = await TestImages.BuildAsync("foreign", $"FROM {RealEngine.Sidecar}", "LABEL foreign=yes");
        await using var sandbox = await StartAsync(sidecar: image);
        await Specs.UntilReadyAsync(sandbox);

        var report = await sandbox.ProbeAsync(["/mnt/data"], [], CancellationToken.None);

        report.MainCandidates.ShouldHaveSingleItem().Argv.ShouldBe(["sleep", "infinity"]);
        var data = report.Paths.ShouldHaveSingleItem();
        data.InMain.ShouldNotBeNull().Device.ShouldBe(data.InSidecar.ShouldNotBeNull().Device);
        (await Leftovers.OfAsync(session)).Count.ShouldBe(4);
    }

    private Task<ISandbox> StartAsync(string main = RealEngine.Main, string sidecar = RealEngine.Sidecar) =>
        Specs.Backend().StartAsync(Specs.Of(session, main, sidecar), CancellationToken.None);

    private static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Func<T, bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (condition(seen) || watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                return seen;
            }

            await Task.Delay(10);
        }
    }
}
