using Harness.EngineTests.Platform.Docker;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Sandboxes.Kubernetes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.EngineTests.Kubernetes;

/// <summary>What can go wrong with a cluster and with pods: each is told in its own words, and nothing stays behind.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FailingPodTests
{
    private readonly string session = Session.NewId();

    [TearDown]
    public async Task Nothing_is_left() =>
        (await RealCluster.KubectlAsync("get", "pods", "--all-namespaces", "--selector", $"{Session.IdLabel}={session}", "--output", "name"))
            .Output.ShouldBeEmpty();

    [Test]
    public async Task An_image_that_the_node_lacks_is_named_with_the_way_to_get_it_there()
    {
        await using var backend = await RealCluster.OpenAsync(session);

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            backend.StartAsync(RealCluster.Spec(session, main: "kcr-absent:none"), CancellationToken.None));

        fault.Message.ShouldContain("kcr-absent:none");
        fault.Message.ShouldContain("ErrImageNeverPull");
        fault.Message.ShouldContain("just build-images");
    }

    [Test]
    public async Task An_image_that_cannot_be_pulled_is_named_with_the_kubelets_words()
    {
        await using var backend = await RealCluster.OpenAsync(session);

        // Nothing listens on the discard port.
        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            backend.StartAsync(RealCluster.Spec(session, main: "127.0.0.1:9/kcr-absent:none"), CancellationToken.None));

        fault.Message.ShouldContain("127.0.0.1:9/kcr-absent:none");
        fault.Message.ShouldContain("ErrImagePull");
        fault.Message.ShouldContain("just build-images");
    }

    [Test]
    public async Task A_pod_that_its_kubelet_evicts_is_said_to_be_with_the_reason()
    {
        // The kubelet evicts a pod whose volume outgrows its limit. It looks every ten seconds.
        await using var backend = await RealCluster.OpenAsync(
            session, alteration: pod => pod["spec"]!["volumes"]![0]!["emptyDir"]!["sizeLimit"] = "1Mi");
        await using var sandbox = await backend.StartAsync(RealCluster.Spec(session), CancellationToken.None);
        await sandbox.ExecuteAsync(new ExecuteRequest("open('/mnt/data/large', 'wb').write(bytes(4 << 20))"), CancellationToken.None);

        var fault = await Should.ThrowAsync<InfrastructureException>(async () =>
        {
            while (true)
            {
                await sandbox.ExecuteAsync(new ExecuteRequest("import time; time.sleep(1)"), CancellationToken.None);
            }
        });

        fault.Message.ShouldContain("was ended by the cluster (Evicted: Usage of EmptyDir volume");
    }

    [Test]
    public async Task The_engines_cleaner_leaves_a_pods_containers_to_the_cluster()
    {
        await using var backend = await RealCluster.OpenAsync(session);
        await using var sandbox = await backend.StartAsync(RealCluster.Spec(session), CancellationToken.None);
        (await Commands.RunAsync("docker", "ps", "--quiet", "--filter", "label=io.kubernetes.docker.type", "--filter", $"label={Session.IdLabel}={session}"))
            .ShouldNotBeEmpty("the cluster's containers are to carry the session's label");

        var cleaning = await new Cleaner(RealEngine.Client).CleanAsync(session, new CleaningScope(All: true), CancellationToken.None);

        cleaning.Removed.ShouldBeEmpty();
        (await sandbox.ExecuteAsync(new ExecuteRequest("print(1)"), CancellationToken.None)).Stdout.ShouldBe("1\n");
    }

    [Test]
    public async Task A_pod_deleted_by_somebody_else_is_said_to_be()
    {
        await using var backend = await RealCluster.OpenAsync(session);
        await using var sandbox = await backend.StartAsync(RealCluster.Spec(session), CancellationToken.None);
        var deleted = await RealCluster.KubectlAsync("delete", "pod", "--namespace", backend.Namespace, "--all", "--grace-period", "1");
        deleted.ExitCode.ShouldBe(0, deleted.Error);

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            sandbox.ExecuteAsync(new ExecuteRequest("print(1)"), CancellationToken.None));

        fault.Message.ShouldContain("deleted by somebody else");
    }

    [Test]
    public async Task A_main_whose_image_is_roots_gives_a_sandbox_with_the_kubelets_words()
    {
        var image = await TestImages.BuildAsync("k8s-root", $"FROM {RealCluster.Main}", "USER 0:0");
        await using var backend = await RealCluster.OpenAsync(session);
        await using var sandbox = await backend.StartAsync(RealCluster.Spec(session, main: image), CancellationToken.None);

        var state = await sandbox.MainStateAsync(CancellationToken.None);

        state.Running.ShouldBeFalse();
        state.Detail.ShouldContain("runAsNonRoot");
    }

    [Test]
    public async Task A_sidecar_that_ends_at_once_fails_the_start_at_once_with_its_status()
    {
        var image = await TestImages.BuildAsync("k8s-sidecar-ends", $"FROM {RealCluster.Sidecar}", "ENTRYPOINT [\"/usr/bin/catatonit\", \"--version\"]");
        await using var backend = await RealCluster.OpenAsync(session);

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            backend.StartAsync(RealCluster.Spec(session, sidecar: image), CancellationToken.None));

        fault.Message.ShouldContain("the sidecar ended with status 0");
    }

    [Test]
    public async Task Another_sidecar_image_is_probed_from_a_container_of_its_own()
    {
        var image = await TestImages.BuildAsync("k8s-foreign", $"FROM {RealCluster.Sidecar}", "LABEL foreign=yes");
        await using var backend = await RealCluster.OpenAsync(session);
        await using var sandbox = await backend.StartAsync(RealCluster.Spec(session, sidecar: image), CancellationToken.None);

        (await sandbox.ProbeAsync([], [], CancellationToken.None)).MainCandidates.ShouldHaveSingleItem().Argv.ShouldBe(["sleep", "infinity"]);
    }

    [Test]
    public async Task A_pod_that_no_node_takes_is_told_with_the_schedulers_words_when_time_is_up()
    {
        await using var backend = await RealCluster.OpenAsync(
            session,
            timeout: TimeSpan.FromSeconds(15),
            alteration: pod => pod["spec"]!["nodeSelector"] = new System.Text.Json.Nodes.JsonObject { ["kcr.dev/no-such"] = "node" });

        var fault = await Should.ThrowAsync<InfrastructureException>(() => backend.StartAsync(RealCluster.Spec(session), CancellationToken.None));

        fault.Message.ShouldContain("no node takes it (Unschedulable");
        fault.Message.ShouldContain("--timeout");
    }

    [Test]
    public async Task A_namespace_that_does_not_exist_is_named() =>
        (await Should.ThrowAsync<InfrastructureException>(() => RealCluster.OpenAsync(session, "kcr-no-such")))
            .Message.ShouldContain("There is no namespace kcr-no-such");

    [Test]
    public async Task A_context_that_does_not_exist_is_named_with_those_that_do()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => RealCluster.ConnectAsync(RealCluster.Kubeconfig, "kcr-loca"));

        fault.Message.ShouldContain("no context 'kcr-loca'");
        fault.Message.ShouldContain("kcr-local");
    }

    [Test]
    public async Task An_API_server_that_does_not_answer_is_named_with_its_context()
    {
        var kubeconfig = await CopyOfKubeconfigAsync(text => text.Replace("127.0.0.1:16443", "127.0.0.1:9", StringComparison.Ordinal));

        (await Should.ThrowAsync<InfrastructureException>(() => RealCluster.ConnectAsync(kubeconfig)))
            .Message.ShouldContain("The API server of context kcr-local does not answer");
    }

    [Test]
    public async Task A_user_without_the_right_is_told_which_rights_are_needed()
    {
        var kubeconfig = await CopyOfKubeconfigAsync(text => text
            .Replace("    user: kcr-local", "    user: kcr-local\n    namespace: default", StringComparison.Ordinal)
            .Replace("  user:\n", "  user:\n    as: nobody\n", StringComparison.Ordinal));
        await using var api = await RealCluster.ConnectAsync(kubeconfig);

        var fault = await Should.ThrowAsync<KubernetesException>(() => KubernetesBackend.OpenAsync(
            api, RealCluster.Run(session, timeout: TimeSpan.FromMinutes(1)), CancellationToken.None));

        fault.Message.ShouldContain("User \"nobody\" cannot create resource \"namespaces\"");
        fault.Message.ShouldContain("RBAC");
    }

    [Test]
    public async Task A_start_that_is_cancelled_leaves_nothing()
    {
        await using var backend = await RealCluster.OpenAsync(session);
        using var source = new CancellationTokenSource(300);

        await Should.ThrowAsync<OperationCanceledException>(() => backend.StartAsync(RealCluster.Spec(session), source.Token));
    }

    private static async Task<string> CopyOfKubeconfigAsync(Func<string, string> change)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("kcr-kubeconfig-").FullName, "kubeconfig");
        await File.WriteAllTextAsync(file, change(await File.ReadAllTextAsync(RealCluster.Kubeconfig)));
        return file;
    }
}
