using System.Text.Json.Nodes;
using Harness.EngineTests.Cluster;
using Harness.Images;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>The local cluster, brought up before the first of these tests and left running.</summary>
[SetUpFixture]
public sealed class RealCluster
{
    public const string Context = "kcr-local";
    public const string Main = "kcr-python:latest";
    public const string Sidecar = "kcr-sidecar:latest";

    private static readonly ProcessRunner Processes = new();
    private static readonly Script Cluster = new("local-cluster.sh", new Dictionary<string, string?> { ["KCR_ADMISSION_PLUGINS"] = null });

    internal static KubernetesApi Api { get; private set; } = null!;

    internal static string Kubeconfig { get; private set; } = "";

    [OneTimeSetUp]
    public async Task UpAsync()
    {
        var up = await Cluster.RunAsync("up");
        up.ExitCode.ShouldBe(0, up.Output + up.Error);
        Kubeconfig = (await Cluster.RunAsync("kubeconfig")).Output.TrimEnd();
        Api = await ConnectAsync(Kubeconfig);
    }

    [OneTimeTearDown]
    public async Task DisconnectAsync()
    {
        if (Api is not null)
        {
            await Api.DisposeAsync();
        }
    }

    /// <summary>A run of its own: its namespace is made now and deleted with the backend.</summary>
    internal static Task<KubernetesBackend> OpenAsync(
        string session, string? namespaceName = null, TimeSpan? timeout = null, NodeImages? images = null, Action<JsonObject>? alteration = null) =>
        KubernetesBackend.OpenAsync(Api, Run(session, namespaceName, timeout, images) with { Alteration = alteration }, CancellationToken.None);

    /// <summary>What such a run hands to its backend.</summary>
    internal static PodRun Run(string session, string? namespaceName = null, TimeSpan? timeout = null, NodeImages? images = null) => new(
        new ClusterRun(Context, namespaceName), session, images ?? NodeImages.OfEngine, new ImageName(Sidecar), timeout ?? TimeSpan.FromMinutes(2));

    internal static async Task<KubernetesApi> ConnectAsync(string kubeconfig, string? context = Context) =>
        await KubernetesApi.ConnectAsync(
            ClusterContext.Choose(kubeconfig, context, _ => { }), Processes, CancellationToken.None);

    /// <summary>kubectl as a user runs it.</summary>
    internal static Task<ProcessResult> KubectlAsync(params IReadOnlyList<string> arguments) => KubectlAsync("", arguments);

    /// <summary>kubectl with something on its standard input; one that fails ends the test with all that it said.</summary>
    internal static async Task ApplyAsync(string manifest, params IReadOnlyList<string> arguments)
    {
        var applied = await KubectlAsync(manifest, ["apply", "--filename", "-", .. arguments]);
        applied.ExitCode.ShouldBe(0, applied.Error);
    }

    /// <summary>The pods that carry a label, in all namespaces.</summary>
    internal static async Task<IReadOnlyList<string>> PodsAsync(string selector)
    {
        var listed = await KubectlAsync("get", "pods", "--all-namespaces", "--selector", selector, "--output", "name");
        listed.ExitCode.ShouldBe(0, listed.Error);
        return listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The namespaces of a run that are not going away.</summary>
    internal static async Task<string> NamespacesAsync(string selector) => (await KubectlAsync(
        "get", "namespaces", "--selector", selector, "--output", "jsonpath={range .items[?(@.status.phase==\"Active\")]}{.metadata.name} {end}")).Output;

    /// <inheritdoc cref="KubectlAsync(IReadOnlyList{string})"/>
    internal static Task<ProcessResult> KubectlAsync(string input, IReadOnlyList<string> arguments) =>
        Processes.RunAsync(new ProcessCommand("kubectl", ["--kubeconfig", Kubeconfig, "--context", Context, .. arguments]) { Input = input });

    internal static SandboxSpec Spec(string session, string main = Main, string sidecar = Sidecar) => new(
        "python",
        new ContainerSpec(main, [], AllowPrivilegeEscalation: false, 1, 512L << 20, HostileEnvironment.Variables),
        new ContainerSpec(
            sidecar,
            ["SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"],
            AllowPrivilegeEscalation: true,
            0.5,
            512L << 20,
            [new("LANGUAGE", "python"), new("WORKING_DIR", "/mnt/data"), new("SIDECAR_PORT", "8080")]),
        new VolumeSpec("/mnt/data", 1L << 30),
        SandboxSpec.NonRoot,
        Session.Labels(session));
}
