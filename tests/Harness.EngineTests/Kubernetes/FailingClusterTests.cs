using System.Text.RegularExpressions;
using Harness.EngineTests.CommandLine;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>What is the cluster's fault, or its user's: the command says which, ends with 3, still reports, and leaves nothing.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FailingClusterTests
{
    [Test]
    public async Task No_kubectl_is_needed()
    {
        // So that it need not be built, which takes more than these programs.
        await HarnessProcess.RunAsync("--version");
        var directory = Directory.CreateTempSubdirectory("kcr-path-");
        foreach (var program in (string[])["bash", "env", "dotnet", "find", "readlink", "dirname"])
        {
            File.CreateSymbolicLink(Path.Combine(directory.FullName, program), (await Commands.RunAsync("which", program)).Trim());
        }

        var (status, text) = await HarnessProcess.RunAsync(
            new Dictionary<string, string> { ["PATH"] = directory.FullName }, "test", "k8s", "-c", RealCluster.Context, "-l", "py");

        status.ShouldBe(0, text);
        directory.Delete(recursive: true);
    }

    [Test]
    public async Task A_kubeconfig_with_a_plugin_that_fails_is_told_with_its_words()
    {
        await using var server = await ApiServerProxy.StartAsync(text => Regex.Replace(
            text, "(?m)^    client-(certificate|key)-data:.*\n", "").Replace(
                "  user:\n",
                "  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: sh\n      args: [-c, echo log in first >&2; exit 1]\n",
                StringComparison.Ordinal));

        var text = string.Join(' ', (await ShouldEndWithThreeAsync(server.Environment)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        text.ShouldSay("The kubeconfig gets the credential of context kcr-local from a program that ended with status 1: log in first.");
    }

    [Test]
    public async Task A_context_that_does_not_exist_is_named_with_those_that_do()
    {
        var text = await ShouldEndWithThreeAsync(null, "-c", "kcr-loca");

        text.ShouldSay("no context 'kcr-loca'");
        text.ShouldSay("kcr-local");
    }

    [Test]
    public async Task An_API_server_that_says_nothing_is_named_with_its_context()
    {
        await using var server = await ApiServerProxy.StartAsync();
        server.FallSilent();

        (await ShouldEndWithThreeAsync(server.Environment)).ShouldContain("The API server of context kcr-local does not answer");
    }

    [Test]
    public async Task An_API_server_that_stops_and_comes_back_leaves_a_run_that_ends_well_or_says_why_and_nothing_else()
    {
        using var report = new RunReports();
        await using var server = await ApiServerProxy.StartAsync();
        using var harness = HarnessProcess.Start(
            server.Environment, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "-v", "--report", report.Path);
        var selector = await harness.HasPodsAsync();
        await harness.WritesAsync("RUN001 …");

        server.Stop();
        await Until.TrueAsync(() => Task.FromResult(server.Refused > 5), "the run has noticed");
        server.Resume();

        var status = await harness.ExitAsync();
        if (status != 0)
        {
            status.ShouldBe(3, harness.Text);
            harness.Text.ShouldContain("! ");
        }

        report.ExitStatus.ShouldBe(status);
        (await RealCluster.PodsAsync(selector)).ShouldBeEmpty(harness.Text);
        (await RealCluster.NamespacesAsync(selector)).ShouldBeEmpty(harness.Text);
    }

    [Test]
    public async Task A_namespace_that_does_not_exist_is_named_with_the_command_that_creates_it()
    {
        var text = await ShouldEndWithThreeAsync(null, "-n", "kcr-no-such");

        text.ShouldSay("There is no namespace kcr-no-such");
        text.ShouldSay("create namespace kcr-no-such");
    }

    [Test]
    public async Task A_namespace_that_is_going_away_is_said_to_be()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.ApplyAsync("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"anchor","finalizers":["kcr.dev/test"]}}""");
        await RealCluster.KubectlAsync("delete", "namespace", space.Name, "--wait=false");

        var text = await ShouldEndWithThreeAsync(null, "-n", space.Name);

        text.ShouldSay($"The namespace {space.Name}");
        text.ShouldSay("is being deleted");
        await space.KubectlAsync("patch", "configmap", "anchor", "--type", "merge", "--patch", """{"metadata":{"finalizers":null}}""");
    }

    [Test]
    public async Task Who_may_not_create_pods_is_told_which_rights_are_needed()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var server = await AsTesterAsync(space, """
            [{"apiGroups":[""],"resources":["pods"],"verbs":["get","list","watch"]},{"apiGroups":[""],"resources":["namespaces"],"verbs":["get"]}]
            """);

        var text = await ShouldEndWithThreeAsync(server.Environment, "-n", space.Name);

        text.ShouldSay("User \"kcr-tester\" cannot create resource \"pods\"");
        text.ShouldSay("RBAC");
    }

    [Test]
    public async Task The_rights_that_the_message_names_are_enough()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var server = await AsTesterAsync(space, """
            [{"apiGroups":[""],"resources":["pods","pods/proxy","pods/log","events"],"verbs":["create","delete","get","list","watch"]},
             {"apiGroups":[""],"resources":["pods/exec"],"verbs":["get","create"]},
             {"apiGroups":[""],"resources":["namespaces"],"verbs":["get"]}]
            """);

        var (status, text) = await HarnessProcess.RunAsync(server.Environment, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "-n", space.Name);

        status.ShouldBe(0, text);
    }

    [TestCase(
        """{"apiVersion":"policy/v1beta1","kind":"Eviction","metadata":{"name":"POD"}}""",
        TestName = "A pod evicted from its node in the middle ends the run with 3")]
    [TestCase(null, TestName = "A pod deleted by somebody else in the middle ends the run with 3")]
    public async Task Taken_away(string? eviction)
    {
        await using var space = await TestNamespace.CreateAsync();
        using var report = new RunReports();
        using var harness = HarnessProcess.Start(
            null, "test", "k8s", "-c", RealCluster.Context, "-l", "py", "-n", space.Name, "-v", "--report", report.Path);
        var pod = (await RealCluster.PodsAsync(await harness.HasPodsAsync()))[0].Split('/')[1];
        await harness.WritesAsync("RUN001 …");

        var taken = eviction is null
            ? await space.KubectlAsync("delete", "pod", pod, "--wait=false")
            : await RealCluster.KubectlAsync(
                eviction.Replace("POD", pod, StringComparison.Ordinal),
                ["create", "--raw", $"/api/v1/namespaces/{space.Name}/pods/{pod}/eviction", "--filename", "-"]);

        taken.ExitCode.ShouldBe(0, taken.Error);
        (await harness.ExitAsync()).ShouldBe(3, harness.Text);
        harness.Text.ShouldSay("deleted by somebody else");
        report.ExitStatus.ShouldBe(3);
        report.Checks("failed").ShouldBeEmpty();
        (await space.KubectlAsync("get", "pods", "--output", "name")).Output.ShouldBeEmpty();
    }

    /// <summary>Runs the command; its fault is told, in words, in the report, and by its exit status.</summary>
    private static async Task<string> ShouldEndWithThreeAsync(IReadOnlyDictionary<string, string>? environment, params IReadOnlyList<string> arguments)
    {
        using var report = new RunReports();
        IReadOnlyList<string> context = arguments.Contains("-c") ? [] : ["-c", RealCluster.Context];

        var (status, text) = await HarnessProcess.RunAsync(environment, ["test", "k8s", .. context, "-l", "py", "--report", report.Path, .. arguments]);

        status.ShouldBe(3, text);
        report.ExitStatus.ShouldBe(3);
        report.Checks("errored").ShouldNotBeEmpty();
        return text;
    }

    /// <summary>A kubeconfig of somebody who has these rights in the namespace and none elsewhere.</summary>
    private static async Task<ApiServerProxy> AsTesterAsync(TestNamespace space, string rules)
    {
        await space.ApplyAsync($$"""
            {"apiVersion":"v1","kind":"List","items":[
             {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"tester"},"rules":{{rules}}},
             {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"tester"},
              "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"tester"},
              "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"kcr-tester"}]}]}
            """);
        await Until.TrueAsync(
            async () => (await space.KubectlAsync("auth", "can-i", "get", "namespaces", "--as", "kcr-tester")).ExitCode == 0, "the rights are given");
        return await ApiServerProxy.StartAsync(text => text.Replace("  user:\n", "  user:\n    as: kcr-tester\n", StringComparison.Ordinal));
    }
}
