using Harness.EngineTests.CommandLine;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>The command as a user runs it, on the real cluster.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TestK8sCommandTests
{
    [Test]
    public async Task The_suite_passes_in_a_pod_and_leaves_nothing()
    {
        using var harness = HarnessProcess.Start(null, "test", "k8s", "-c", RealCluster.Context, "-l", "py");
        var selector = await harness.HasPodsAsync();

        (await harness.ExitAsync()).ShouldBe(0, harness.Text);
        (await RealCluster.PodsAsync(selector)).ShouldBeEmpty();
        (await RealCluster.NamespacesAsync(selector)).ShouldBeEmpty();
    }

    [TestCase("INT", TestName = "Ctrl-C removes every pod, writes the report and ends with 130")]
    [TestCase("TERM", TestName = "SIGTERM removes every pod, writes the report and ends with 130")]
    public async Task Interrupted(string signal)
    {
        using var report = new RunReports();
        using var harness = HarnessProcess.Start(null, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "-l", "js", "--report", report.Path);
        var selector = await harness.HasPodsAsync();

        harness.Signal(signal);

        (await harness.ExitAsync()).ShouldBe(130, harness.Text);
        (await RealCluster.PodsAsync(selector)).ShouldBeEmpty();
        (await RealCluster.NamespacesAsync(selector)).ShouldBeEmpty();
        report.ExitStatus.ShouldBe(130);
    }

    [Test]
    public async Task A_manifest_is_what_kubectl_applies()
    {
        var (status, yaml) = await HarnessProcess.RunAsync("pod", "-l", "py");

        status.ShouldBe(0, yaml);
        await RealCluster.ApplyAsync(yaml, "--dry-run=server");
    }
}
