using System.Text.RegularExpressions;
using Harness.EngineTests.CommandLine;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>What a run left in the cluster, <c>clean</c> finds. It finds the leftovers of every test, so these run alone.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class ClusterCleaningTests
{
    [Test]
    public async Task Kept_pods_can_be_looked_at_as_the_run_says_and_are_removed_by_clean()
    {
        using var harness = HarnessProcess.Start(null, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "--check", "RUN001", "--keep-pods", "-v");
        var selector = await harness.HasPodsAsync();
        (await harness.ExitAsync()).ShouldBe(0, harness.Text);

        var look = LookAtThem().Match(harness.Text).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var seen = await new ProcessRunner().RunAsync(new ProcessCommand("kubectl", ["--kubeconfig", RealCluster.Kubeconfig, .. look]));
        seen.Output.ShouldContain("kcr-python");

        await ShouldBeCleanedAsync(selector);
    }

    [Test]
    public async Task A_run_starts_no_kubectl_and_when_it_is_killed_its_pods_are_removed_by_clean()
    {
        using var harness = HarnessProcess.Start(null, "test", "k8s", "-c", RealCluster.Context, "-l", "py");
        var selector = await harness.HasPodsAsync();
        harness.Children().Values.ShouldNotContain(line => line.Contains("kubectl"));

        harness.Signal("KILL");

        await harness.ExitAsync();
        (await RealCluster.PodsAsync(selector)).ShouldNotBeEmpty("the test is about what a killed run leaves");
        await ShouldBeCleanedAsync(selector);
    }

    [Test]
    public async Task A_second_Ctrl_C_ends_the_run_at_once_and_clean_removes_its_pods()
    {
        await using var server = await ApiServerProxy.StartAsync();
        using var harness = HarnessProcess.Start(server.Environment, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "-v");
        var selector = await harness.HasPodsAsync();
        // So that the first one is still tidying up.
        server.FallSilent();
        harness.Signal("INT");
        await harness.WritesAsync("Stopping");

        harness.Signal("INT");

        (await harness.ExitAsync()).ShouldBe(130, harness.Text);
        harness.Text.ShouldSay("harness clean");
        await ShouldBeCleanedAsync(selector);
    }

    [Test]
    public async Task An_API_server_that_stops_for_good_is_an_error_and_clean_finds_what_it_kept()
    {
        using var report = new RunReports();
        await using var server = await ApiServerProxy.StartAsync();
        using var harness = HarnessProcess.Start(server.Environment, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "--report", report.Path);
        var selector = await harness.HasPodsAsync();

        server.Stop();

        (await harness.ExitAsync()).ShouldBe(3, harness.Text);
        harness.Text.ShouldSay("The API server of context kcr-local does not answer");
        harness.Text.ShouldSay("could not be removed");
        report.ExitStatus.ShouldBe(3);
        await ShouldBeCleanedAsync(selector);
    }

    private static async Task ShouldBeCleanedAsync(string selector)
    {
        var (status, text) = await HarnessProcess.RunAsync("clean", "--kept", "-c", RealCluster.Context);

        status.ShouldBe(0, text);
        text.ShouldSay("removed namespace kcr-");
        (await RealCluster.PodsAsync(selector)).ShouldBeEmpty(text);
        (await RealCluster.NamespacesAsync(selector)).ShouldBeEmpty(text);
    }

    [GeneratedRegex("Look at them:\\s+kubectl\\s+([^\\r]*?)(?=\\s+Remove them|\\s+$)", RegexOptions.Singleline)]
    private static partial Regex LookAtThem();
}
