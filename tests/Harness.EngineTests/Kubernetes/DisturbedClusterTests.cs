using System.Globalization;
using System.Text.Json.Nodes;
using Harness.EngineTests.Cluster;
using Harness.EngineTests.CommandLine;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>The cluster itself is disturbed, for every pod in it: these run alone, and put it right again.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class DisturbedClusterTests
{
    [Test]
    public async Task A_cluster_whose_policies_admit_no_pod_fails_POD001_alone()
    {
        using var report = new RunReports();
        var cluster = new Script("local-cluster.sh", new Dictionary<string, string?> { ["KCR_ADMISSION_PLUGINS"] = "PodSecurityPolicy" });
        var up = await cluster.RunAsync("up");
        up.ExitCode.ShouldBe(0, up.Output + up.Error);
        try
        {
            var (status, text) = await HarnessProcess.RunAsync("test", "k8s", "-c", RealCluster.Context, "-l", "py", "--report", report.Path);

            status.ShouldBe(1, text);
            report.Checks("failed").ShouldBe(["POD001"], text);
            report.Checks("errored").ShouldBeEmpty(text);
            text.ShouldSay("PodSecurityPolicy");
        }
        finally
        {
            await UpAsync();
        }
    }

    [Test]
    public async Task A_node_that_is_not_ready_is_named()
    {
        using var report = new RunReports();
        var kubelet = int.Parse(
            (await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(RealCluster.Kubeconfig)!, "run", "kubelet.pid"))).Split(' ')[0],
            CultureInfo.InvariantCulture);
        Signals.Send("STOP", kubelet);
        try
        {
            // What the cluster finds out by itself when it has not heard of the kubelet for long enough.
            await MarkNotReadyAsync();

            var (status, text) = await HarnessProcess.RunAsync("test", "k8s", "-c", RealCluster.Context, "-l", "py", "--report", report.Path);

            status.ShouldBe(3, text);
            text.ShouldSay("No node of the cluster of context kcr-local is ready: kcr-local is not ready (Kubelet stopped posting node status.)");
            report.ExitStatus.ShouldBe(3);
        }
        finally
        {
            Signals.Send("CONT", kubelet);
            await UpAsync();
        }
    }

    private static async Task MarkNotReadyAsync()
    {
        var read = await RealCluster.KubectlAsync("get", "node", "kcr-local", "--output", "json");
        read.ExitCode.ShouldBe(0, read.Error);
        var node = JsonNode.Parse(read.Output)!;
        var ready = node["status"]!["conditions"]!.AsArray().Single(condition => (string?)condition!["type"] == "Ready")!;
        (ready["status"], ready["reason"], ready["message"]) = ("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.");

        // Not by patch: kubectl before 1.24 knows no --subresource.
        var marked = await RealCluster.KubectlAsync(node.ToJsonString(), ["replace", "--raw", "/api/v1/nodes/kcr-local/status", "--filename", "-"]);
        marked.ExitCode.ShouldBe(0, marked.Error);
    }

    private static async Task UpAsync()
    {
        var up = await new Script("local-cluster.sh", new Dictionary<string, string?> { ["KCR_ADMISSION_PLUGINS"] = null }).RunAsync("up");
        up.ExitCode.ShouldBe(0, up.Output + up.Error);
    }
}
