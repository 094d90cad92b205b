using System.Diagnostics;
using Harness.Checks;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Suite;
using NUnit.Framework;

namespace Conformance;

/// <summary>
/// What runs in sandboxes, in pods of the local cluster, as <c>harness test k8s -c kcr-local</c> runs it. The cases are
/// skipped where that cluster cannot be; on Debian as root it must be there, and scripts/test.sh brings it up.
/// </summary>
[TestFixture]
internal sealed class LocalClusterTests() : ConformanceTests(Backend.Kubernetes, Checks, "just", "test-k8s", "-c", "kcr-local")
{
    private static readonly TimeSpan ReadyDeadline = TimeSpan.FromMinutes(1);
    private static readonly ProcessRunner Processes = new();

    // The images themselves are the same; their static checks are among the cases of Docker.
    private static IReadOnlyList<Check> Checks { get; } = [.. CheckCatalog.On(Backend.Kubernetes).OfType<SandboxCheck>()];

    private static IEnumerable<TestCaseData> Cases => CasesOf(Backend.Kubernetes, Checks);

    [TestCaseSource(nameof(Cases))]
    public void Conforms(ConformanceCase one) => Verify(one);

    protected override async Task<RunReport> RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists("/etc/debian_version") || !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("scripts/local-cluster.sh is for Debian and needs root.");
        }

        await RequireClusterAsync(cancellation);
        var kubeconfig = (await ScriptAsync("kubeconfig", cancellation)).Output.TrimEnd();
        await using var api = await KubernetesApi.ConnectAsync(
            ClusterContext.Choose(kubeconfig, "kcr-local", _ => { }), Processes, cancellation);
        using var engine = Suite.Connect();
        var session = Session.NewId();
        await using var backend = await KubernetesBackend.OpenAsync(
            api, new PodRun(new ClusterRun(), session, NodeImages.OfEngine, Suite.OwnSidecar, RunSettings.Of(Suite.Request).PodTimeout), cancellation);
        return await Suite.RunAsync(
            engine, Checks, backend, new DockerBackend(engine, Suite.OwnSidecar, startTimeout: Suite.Timeout), session, cancellation);
    }

    /// <summary>A cluster that was just disturbed gets a moment; one that stays away is a failure, for then nothing was tested.</summary>
    private static async Task RequireClusterAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (await ScriptAsync("status", cancellation) is { Succeeded: false } status)
        {
            if (watch.Elapsed > ReadyDeadline)
            {
                Assert.Fail($"The local cluster is not up (./scripts/local-cluster.sh up): {status.Output}{status.Error}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    }

    private static Task<ProcessResult> ScriptAsync(string verb, CancellationToken cancellation) =>
        Processes.RunAsync(new ProcessCommand(Path.Combine(Suite.Catalog.Root, "scripts", "local-cluster.sh"), [verb]), cancellation: cancellation);
}
