using System.Globalization;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Cluster;

/// <summary>The local cluster itself: what it refuses, and that it heals. Alone on the machine, since it ends the cluster's processes.</summary>
[TestFixture]
[NonParallelizable]
[Category("Cluster")]
internal sealed class LocalClusterTests
{
    private static readonly string[] Components = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"];
    private static readonly ProcessRunner Runner = new();
    private readonly Script cluster = new("local-cluster.sh", new Dictionary<string, string?> { ["KCR_ADMISSION_PLUGINS"] = null });
    private string kubeconfig = "";

    [OneTimeSetUp]
    public async Task UpAsync()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await RunAsync("up");
        kubeconfig = (await cluster.RunAsync("kubeconfig")).Output.TrimEnd();
    }

    [Test]
    public async Task Up_again_leaves_every_process_as_it_is()
    {
        var before = await ProcessesAsync();

        await RunAsync("up");

        (await ProcessesAsync()).ShouldBe(before);
    }

    [TestCaseSource(nameof(Components))]
    public async Task Up_starts_again_what_was_killed(string component)
    {
        var before = await ProcessesAsync();
        await LocalClusterMachine.KillAsync(before[component]);

        var broken = await cluster.RunAsync("status");
        await RunAsync("up");

        broken.ExitCode.ShouldBe(3);
        broken.Output.ShouldMatch($@"(?m)^{component} +dead");
        var after = await ProcessesAsync();
        after[component].ShouldNotBe(before[component]);
        after.Where(process => process.Key != component).ShouldBe(before.Where(process => process.Key != component));
    }

    [Test]
    public async Task Another_admission_plugin_starts_the_API_server_anew_and_nothing_else()
    {
        var before = await ProcessesAsync();
        try
        {
            (await cluster.With("KCR_ADMISSION_PLUGINS", "PodSecurityPolicy").RunAsync("up")).ExitCode.ShouldBe(0);

            var after = await ProcessesAsync();
            after.Where(process => before[process.Key] != process.Value).Select(process => process.Key).ShouldBe(["kube-apiserver"]);
            // There is no policy, so none admits it.
            (await KubectlAsync("run", "refused", "--image=none")).Error.ShouldContain("PodSecurityPolicy");
        }
        finally
        {
            await RunAsync("up");
        }
    }

    [Test]
    public async Task A_service_account_without_a_role_may_not_create_pods()
    {
        var answer = await KubectlAsync("auth", "can-i", "create", "pods", "--as=system:serviceaccount:default:default");

        answer.Output.Trim().ShouldBe("no");
    }

    [Test]
    public async Task A_namespace_can_be_made_and_is_gone_when_it_is_deleted()
    {
        var name = $"kcr-test-{Guid.NewGuid():N}";

        (await KubectlAsync("create", "namespace", name)).ExitCode.ShouldBe(0);
        var deleted = await KubectlAsync("delete", "namespace", name, "--wait", "--timeout=60s");

        deleted.ExitCode.ShouldBe(0, deleted.Error);
    }

    [Test]
    public async Task Down_leaves_no_process_no_mount_and_no_cgroup()
    {
        var before = await ProcessesAsync();
        var state = Path.GetDirectoryName(kubeconfig)!;
        try
        {
            await RunAsync("down");

            before.Values.Where(LocalClusterMachine.Runs).ShouldBeEmpty();
            (await File.ReadAllLinesAsync("/proc/self/mountinfo")).Where(mount => mount.Contains(state, StringComparison.Ordinal)).ShouldBeEmpty();
            Directory.EnumerateDirectories("/sys/fs/cgroup", "kubepods*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                .ShouldBeEmpty();
            (await Commands.RunAsync("docker", "ps", "--all", "--quiet", "--filter", "label=io.kubernetes.docker.type")).ShouldBeEmpty();
            Directory.Exists(state).ShouldBeFalse();
        }
        finally
        {
            await RunAsync("up");
        }
    }

    private async Task RunAsync(string verb)
    {
        var result = await cluster.RunAsync(verb);
        result.ExitCode.ShouldBe(0, result.Output + result.Error);
    }

    /// <summary>The component's process ids, as <c>status</c> tells them.</summary>
    private async Task<SortedDictionary<string, int>> ProcessesAsync()
    {
        var status = await cluster.RunAsync("status");
        status.ExitCode.ShouldBe(0, status.Output);
        var rows = status.Output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [_, "running", ..]);
        return new SortedDictionary<string, int>(
            rows.ToDictionary(words => words[0], words => int.Parse(words[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
    }

    private Task<ProcessResult> KubectlAsync(params IReadOnlyList<string> arguments) =>
        Runner.RunAsync(new ProcessCommand("kubectl", ["--kubeconfig", kubeconfig, .. arguments]));
}
