using System.Text;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Drift;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.EngineTests.Kubernetes;

/// <summary>One pod on the real cluster, looked at from all sides.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class KubernetesSandboxTests
{
    private readonly string session = Session.NewId();
    private KubernetesBackend backend = null!;
    private ISandbox sandbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        backend = await RealCluster.OpenAsync(session);
        sandbox = await backend.StartAsync(RealCluster.Spec(session), CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
            (await RealCluster.KubectlAsync("get", "pods", "--all-namespaces", "--selector", $"{Session.IdLabel}={session}", "--output", "name"))
                .Output.ShouldBeEmpty();
        }

        await backend.DisposeAsync();
        var left = await RealCluster.KubectlAsync("get", "namespace", backend.Namespace, "--output", "jsonpath={.status.phase}");
        (left.Output is "Terminating" || left.Error.Contains("NotFound", StringComparison.Ordinal)).ShouldBeTrue(left.Output + left.Error);
    }

    [Test]
    public async Task Main_is_one_process_of_the_shared_namespace_and_the_volume_is_the_groups()
    {
        var report = await sandbox.ProbeAsync(["/mnt/data"], [], CancellationToken.None);

        var main = report.MainCandidates.ShouldHaveSingleItem();
        main.Argv.ShouldBe(["sleep", "infinity"]);
        main.Pid.ShouldNotBe(1);
        (main.Status["NoNewPrivs"], main.Status["Seccomp"], main.Status["CapBnd"]).ShouldBe(("1", "2", "0000000000000000"));
        Encoding.UTF8.GetString(Convert.FromBase64String(main.EnvironBase64.ShouldNotBeNull())).ShouldNotContain("KCR_HOSTILE");
        var data = report.Paths.ShouldHaveSingleItem().InMain.ShouldNotBeNull();
        (data.Type, Convert.ToString(data.Mode, 8), data.Gid).ShouldBe(("directory", "2777", SandboxSpec.NonRoot));
    }

    [Test]
    public async Task A_program_runs_and_the_sidecar_is_ready()
    {
        (await sandbox.ReadinessAsync(CancellationToken.None)).ShouldBeNull();

        var answer = await sandbox.ExecuteAsync(new ExecuteRequest("import sys; print(6 * 7); sys.exit(3)"), CancellationToken.None);

        (answer.Stdout, answer.Stderr, answer.ExitCode).ShouldBe(("42\n", "", 3));
    }

    [Test]
    public async Task A_refusal_carries_the_sidecars_words_and_status() =>
        (await Should.ThrowAsync<SidecarException>(() =>
            sandbox.ExecuteAsync(new ExecuteRequest("print(1)", Timeout: 100_000), CancellationToken.None))).StatusCode.ShouldBe(400);

    [Test]
    public async Task Main_is_said_to_run() =>
        (await sandbox.MainStateAsync(CancellationToken.None)).ShouldBe(new MainState(Running: true, ExitCode: null, Restarts: 0, "running"));

    [Test]
    public async Task A_process_started_in_the_sidecar_stays_and_one_that_is_missing_is_not_started()
    {
        (await sandbox.StartInSidecarAsync(["/no/such/program"], CancellationToken.None)).ShouldBeFalse();
        (await sandbox.StartInSidecarAsync(["/usr/bin/catatonit", "-P"], CancellationToken.None)).ShouldBeTrue();
    }

    [Test]
    public async Task The_stored_pod_is_what_the_contract_says()
    {
        var pod = (IPodSandbox)sandbox;

        PodDifferences.Between(pod.Contract, await pod.StoredAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Test]
    public async Task What_kubectl_prints_of_the_stored_pod_is_compared_as_production_is()
    {
        var name = (string)((IPodSandbox)sandbox).Contract["metadata"]!["name"]!;
        foreach (var format in new[] { "yaml", "json" })
        {
            var printed = await RealCluster.KubectlAsync("get", "pod", name, "--namespace", backend.Namespace, "--output", format);

            var pod = new DriftComparison(Repository.Catalog).Compare(printed.Output, new DriftRequest($"pod.{format}")).ShouldHaveSingleItem();

            (pod.Main, pod.Sidecar, pod.Language).ShouldBe(("main", "sidecar", "python"));
            // This fixture leaves toolchains their network, and has the contract's limits instead of Python's.
            pod.Differences.Select(difference => difference.Path).ShouldBe([
                "spec.containers[sidecar].resources.limits.cpu",
                "spec.containers[sidecar].resources.limits.memory",
                "spec.containers[sidecar].env[NETWORK_ISOLATED]",
            ]);
        }
    }

    [Test]
    public async Task Logs_name_both_containers() =>
        (await sandbox.LogsAsync(CancellationToken.None)).ShouldContain("sidecar: ");
}
