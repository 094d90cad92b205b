using System.Text;
using Docker.DotNet.Models;
using Harness.EngineTests.Platform.Docker;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.EngineTests.Sandboxes;

/// <summary>One good sandbox, looked at from every side.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DockerSandboxTests
{
    private readonly string session = Session.NewId();
    private ISandbox sandbox = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        sandbox = await Specs.Backend().StartAsync(Specs.Of(session), CancellationToken.None);
        await Specs.UntilReadyAsync(sandbox);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        await sandbox.DisposeAsync();
        await sandbox.DisposeAsync();
        await Leftovers.ShouldBeNoneAsync(session);
    }

    [Test]
    public async Task Main_is_confined_as_the_contract_says()
    {
        var main = await InspectAsync("main");

        var host = main.HostConfig.ShouldNotBeNull();
        host.CapDrop.ShouldBe(["ALL"]);
        (host.CapAdd ?? []).ShouldBeEmpty();
        host.SecurityOpt.ShouldBe(["no-new-privileges:true"]);
        host.NanoCPUs.ShouldBe(1_000_000_000);
        host.Memory.ShouldBe(512L << 20);
        host.PidMode.ShouldBe($"container:{(await InspectAsync("pause")).ID}");
        host.RestartPolicy.Name.ShouldBe(RestartPolicyKind.No);
        main.Config.ShouldNotBeNull().User.ShouldBe("65532:65532");
    }

    [Test]
    public async Task The_sidecar_has_its_capabilities_and_shares_the_namespaces()
    {
        var (sidecar, pause) = (await InspectAsync("sidecar"), await InspectAsync("pause"));

        var host = sidecar.HostConfig.ShouldNotBeNull();
        host.CapAdd.ShouldNotBeNull()
            .Select(name => name.Replace("CAP_", "", StringComparison.Ordinal)).ShouldBe(["SYS_ADMIN", "SYS_CHROOT", "SYS_PTRACE"], ignoreOrder: true);
        host.SecurityOpt.ShouldBe(["no-new-privileges:false"]);
        host.NanoCPUs.ShouldBe(500_000_000);
        host.PidMode.ShouldBe($"container:{pause.ID}");
        host.NetworkMode.ShouldBe($"container:{pause.ID}");
    }

    [Test]
    public async Task Everything_carries_the_labels_of_its_session()
    {
        string[] roles = ["pause", "main", "sidecar"];
        foreach (var role in roles)
        {
            (await InspectAsync(role)).Config.ShouldNotBeNull().Labels.ShouldNotBeNull()[Session.IdLabel].ShouldBe(session);
        }

        (await Leftovers.OfAsync(session)).Count.ShouldBe(4);
    }

    [Test]
    public async Task The_port_is_published_on_the_loopback_address_only()
    {
        var bindings = (await InspectAsync("pause")).NetworkSettings!.Ports!["8080/tcp"]!;

        bindings.ShouldAllBe(binding => binding.HostIP == "127.0.0.1");
    }

    [Test]
    public async Task The_probe_sees_main_and_the_volume_as_in_a_pod()
    {
        var report = await sandbox.ProbeAsync(["/mnt/data"], [], CancellationToken.None);

        var main = report.MainCandidates.ShouldHaveSingleItem();
        main.Argv.ShouldBe(["sleep", "infinity"]);
        main.Pid.ShouldNotBe(1);
        var environ = Encoding.UTF8.GetString(Convert.FromBase64String(main.EnvironBase64.ShouldNotBeNull()));
        environ.ShouldNotContain("KCR_HOSTILE");
        main.Namespaces["mnt"].ShouldNotBe(report.Self.Namespaces["mnt"]);
        var data = report.Paths.ShouldHaveSingleItem();
        foreach (var side in new[] { data.InMain.ShouldNotBeNull(), data.InSidecar.ShouldNotBeNull() })
        {
            (side.Type, Convert.ToString(side.Mode, 8), side.Uid, side.Gid).ShouldBe(("directory", "2777", 0, 65532));
        }

        data.InMain.Device.ShouldBe(data.InSidecar.Device);
    }

    [Test]
    public async Task The_probe_plants_a_file_in_main_and_not_in_the_sidecar()
    {
        const string content = "line one\nGrüße = ✓\n";

        var report = await sandbox.ProbeAsync(["/tmp/planted"], [new("/tmp/planted", content)], CancellationToken.None);

        report.Planted.ShouldNotBeNull().ShouldHaveSingleItem().Error.ShouldBeNull();
        var planted = report.Paths.ShouldHaveSingleItem();
        planted.InMain.ShouldNotBeNull().Content.ShouldBe(content);
        planted.InSidecar.ShouldBeNull();
    }

    [Test]
    public async Task A_program_runs_and_the_sidecar_is_ready()
    {
        (await sandbox.ReadinessAsync(CancellationToken.None)).ShouldBeNull();

        var answer = await sandbox.ExecuteAsync(new ExecuteRequest("import sys; print(6 * 7); sys.exit(3)"), CancellationToken.None);

        (answer.Stdout, answer.Stderr, answer.ExitCode).ShouldBe(("42\n", "", 3));
    }

    [Test]
    public async Task A_refusal_carries_the_sidecars_words_and_status()
    {
        var fault = await Should.ThrowAsync<SidecarException>(() =>
            sandbox.ExecuteAsync(new ExecuteRequest("print(1)", Timeout: 100_000), CancellationToken.None));

        fault.StatusCode.ShouldBe(400);
        fault.Message.ShouldNotBeEmpty();
    }

    [Test]
    public async Task Main_is_said_to_run()
    {
        var state = await sandbox.MainStateAsync(CancellationToken.None);

        state.ShouldBe(new MainState(Running: true, ExitCode: null, Restarts: 0, "running"));
    }

    [Test]
    public async Task A_program_that_the_sidecar_image_lacks_is_not_started() =>
        (await sandbox.StartInSidecarAsync(["/no/such/program"], CancellationToken.None)).ShouldBeFalse();

    [Test]
    public async Task A_process_started_in_the_sidecar_stays()
    {
        (await sandbox.StartInSidecarAsync(["/usr/bin/catatonit", "-P"], CancellationToken.None)).ShouldBeTrue();

        var report = await sandbox.ProbeAsync([], [], CancellationToken.None);
        report.Processes.Count(process => process.Argv is ["/usr/bin/catatonit", "-P"]).ShouldBe(2);
    }

    [Test]
    public async Task Logs_name_both_containers()
    {
        var logs = await sandbox.LogsAsync(CancellationToken.None);

        logs.ShouldStartWith("main: ");
        logs.ShouldContain("sidecar: ");
    }

    private async Task<ContainerInspectResponse> InspectAsync(string role)
    {
        var names = SandboxNames.For(sandbox.Spec);
        var name = role switch { "pause" => names.Pause, "main" => names.Main, _ => names.Sidecar };
        return (await RealEngine.Client.FindContainerAsync(name, CancellationToken.None)).ShouldNotBeNull();
    }
}
