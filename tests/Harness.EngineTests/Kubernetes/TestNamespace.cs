using System.Security.Cryptography;
using Harness.EngineTests.CommandLine;
using Harness.Platform.Processes;

namespace Harness.EngineTests.Kubernetes;

/// <summary>A namespace of a test's own, which rules of any kind can be made for. It is deleted with all that is in it.</summary>
/// <param name="Name">Its name.</param>
internal sealed record TestNamespace(string Name) : IAsyncDisposable
{
    /// <summary>The label that nothing but this namespace has; its value is the name.</summary>
    public const string Label = "kcr.dev/test";

    private const string Tried = """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"tried"},"spec":{"securityContext":{"runAsNonRoot":true},
         "containers":[{"name":"main","image":"none","resources":{"limits":{"memory":"512Mi"}}}]}}
        """;

    public static async Task<TestNamespace> CreateAsync()
    {
        var name = $"kcr-test-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await RealCluster.ApplyAsync($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}","labels":{"{{{Label}}}":"{{{name}}}" } } }""");
        var made = new TestNamespace(name);
        await Until.TrueAsync(
            async () => (await made.KubectlAsync("get", "serviceaccount", "default", "--output", "jsonpath={.secrets}")).Output.Length > 0,
            $"{name} admits pods");
        return made;
    }

    public Task<ProcessResult> KubectlAsync(params IReadOnlyList<string> arguments) =>
        RealCluster.KubectlAsync(["--namespace", Name, .. arguments]);

    /// <summary>Creates something in it.</summary>
    public Task ApplyAsync(string manifest) => RealCluster.ApplyAsync(manifest, "--namespace", Name);

    /// <summary>Creates what has to do with pods and waits until the API server goes by it, which it does a moment later.</summary>
    /// <param name="manifest">What is created.</param>
    /// <param name="holds">Judges what the API server says to a pod that is only tried out.</param>
    public async Task ApplyAsync(string manifest, Func<string, bool> holds)
    {
        await ApplyAsync(manifest);
        await Until.TrueAsync(
            async () =>
            {
                var tried = await RealCluster.KubectlAsync(Tried, ["--namespace", Name, "create", "--dry-run=server", "--output", "json", "--filename", "-"]);
                return holds(tried.Output + tried.Error);
            },
            $"{Name} has the rule {manifest}");
    }

    public async ValueTask DisposeAsync() => await RealCluster.KubectlAsync("delete", "namespace", Name, "--wait=false", "--ignore-not-found");
}
