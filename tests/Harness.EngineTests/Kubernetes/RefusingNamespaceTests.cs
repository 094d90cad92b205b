using Harness.EngineTests.CommandLine;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>A namespace whose rules refuse the pod fails POD001, one whose rules change it fails POD003; neither anything else.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RefusingNamespaceTests
{
    [Test]
    public async Task A_quota_without_room_fails_POD001_alone()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.ApplyAsync(
            """{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"none"},"spec":{"hard":{"pods":"0"}}}""",
            answer => answer.Contains("exceeded quota", StringComparison.Ordinal));

        (await ShouldFailAloneAsync(space, "POD001")).ShouldContain("A ResourceQuota of the namespace");
    }

    [Test]
    public async Task A_limit_below_the_contract_fails_POD001_alone()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.ApplyAsync(
            """{"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"small"},"spec":{"limits":[{"type":"Container","max":{"memory":"64Mi"}}]}}""",
            answer => answer.Contains("maximum memory usage per Container", StringComparison.Ordinal));

        (await ShouldFailAloneAsync(space, "POD001")).ShouldContain("A LimitRange of the namespace");
    }

    [Test]
    public async Task A_webhook_that_refuses_fails_POD001_alone()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var webhook = await AdmissionWebhook.RefusingAsync(space, "images must be signed");

        var text = await ShouldFailAloneAsync(space, "POD001");

        text.ShouldSay("images must be signed");
        text.ShouldSay("An admission webhook of the cluster refuses it");
    }

    [Test]
    public async Task A_webhook_that_changes_a_security_field_fails_POD003_alone()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var webhook = await AdmissionWebhook.ChangingAsync(
            space,
            """[{"op":"add","path":"/spec/securityContext","value":{"runAsNonRoot":false,"fsGroup":65532,"seccompProfile":{"type":"RuntimeDefault"}}}]""",
            pod => pod.Contains("\"runAsNonRoot\": false", StringComparison.Ordinal));

        (await ShouldFailAloneAsync(space, "POD003")).ShouldContain("spec.securityContext.runAsNonRoot is false, expected true");
    }

    private static async Task<string> ShouldFailAloneAsync(TestNamespace space, string check)
    {
        using var report = new RunReports();

        var (status, text) = await HarnessProcess.RunAsync(
            "test", "k8s", "-c", RealCluster.Context, "-l", "py", "-n", space.Name, "--report", report.Path);

        status.ShouldBe(1, text);
        report.Checks("failed").ShouldBe([check], text);
        report.Checks("errored").ShouldBeEmpty(text);
        (await space.KubectlAsync("get", "pods", "--output", "name")).Output.ShouldBeEmpty();
        // Lines are broken to fit the terminal.
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
