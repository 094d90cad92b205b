using System.Text.Json.Nodes;
using Harness.Checks;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Tests.Checks;
using Sidecar.Protocol;

namespace Harness.Tests.Sandboxes.Kubernetes;

/// <summary>A pod that keeps the contract in every respect, until a test changes one thing.</summary>
internal sealed class FakePod : IPodSandbox
{
    private const string Mounts = "25 20 0:22 / / rw - overlay overlay rw\n26 25 8:1 /pods/1/data /mnt/data rw - ext4 /dev/a rw";

    private FakePod()
    {
        Inner = Given.Sandbox();
        Inner.Probe = (report, _) =>
            report with { MainCandidates = [.. report.MainCandidates.Take(Mains).Select(main => main with { Pid = Pid, MountInfo = MountInfo })] };
        Contract = PodManifest.Render(Inner.Spec, "tests");
        Stored = Contract.DeepClone().AsObject();
        Stored["status"] = JsonNode.Parse(
            """{"containerStatuses":[{"name":"main","ready":true,"restartCount":0},{"name":"sidecar","ready":true,"restartCount":0}]}""");
    }

    public FakeSandbox Inner { get; }

    /// <summary>The process id of main.</summary>
    public int Pid { get; set; } = 7;

    /// <summary>How many processes qualify as main: 1 or 0.</summary>
    public int Mains { get; set; } = 1;

    /// <summary>What becomes of main when it is killed.</summary>
    public Action<FakePod> Restart { get; set; } = pod => pod.Pid++;

    /// <summary>The pod that is started for restarts.</summary>
    public FakePod? Restarting { get; set; }

    /// <summary>What is started in Docker: null without an engine.</summary>
    public Func<ISandbox>? InDocker { get; set; } = Create;

    public string MountInfo { get; set; } = Mounts;

    public Dictionary<string, PathStat> Paths { get; } = new()
    {
        ["/mnt/data"] = new PathStat("directory", 0b10_111_111_111, 0, 65532, 4096, 1, 1, null),
    };

    /// <summary>Whether the probe says nothing of paths and of files that are planted.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What becomes of a file that is planted: null when it is written, else the error.</summary>
    public Func<string, string?> Plant { get; set; } = _ => null;

    public JsonObject Stored { get; }

    public JsonObject Contract { get; }

    public SandboxSpec Spec => Inner.Spec;

    public static FakePod Create() => new();

    public SandboxSubject Subject() => Given.Subject(Inner).In(this, CancellationToken.None) with
    {
        Siblings = new Siblings(
            (_, _) => Task.FromResult<ISandbox>(Restarting ??= Create()),
            InDocker is { } start ? _ => Task.Run(start) : null),
    };

    public Task RestartMainAsync(CancellationToken cancellation)
    {
        Restart(this);
        return Task.CompletedTask;
    }

    public Task<JsonObject> StoredAsync(CancellationToken cancellation) => Task.FromResult(Stored);

    public Task<string> EventsAsync(CancellationToken cancellation) => Task.FromResult("Warning Failed (x1): words of the kubelet");

    public async Task<ProbeReport> ProbeAsync(
        IReadOnlyList<string> paths, IReadOnlyList<KeyValuePair<string, string>> plant, CancellationToken cancellation) =>
        await Inner.ProbeAsync(paths, plant, cancellation) with
        {
            Paths = IsSilent ? [] : [.. paths.Select(path => new ProbedPath(path, Paths.GetValueOrDefault(path), Paths.GetValueOrDefault(path)))],
            Planted = IsSilent ? null : [.. plant.Select(file => new PlantedFile(file.Key, Plant(file.Key)))],
        };

    public Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation) => Inner.ExecuteAsync(request, cancellation);

    public Task UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Inner.UploadAsync(name, content, cancellation);

    public Task<byte[]?> DownloadAsync(string name, CancellationToken cancellation) => Inner.DownloadAsync(name, cancellation);

    public Task<string?> ListingFaultAsync(CancellationToken cancellation) => Inner.ListingFaultAsync(cancellation);

    public Task<string?> ReadinessAsync(CancellationToken cancellation) => Inner.ReadinessAsync(cancellation);

    public Task<string?> LendAsync(string path, CancellationToken cancellation) => Inner.LendAsync(path, cancellation);

    public Task<bool> StartInSidecarAsync(IReadOnlyList<string> argv, CancellationToken cancellation) => Inner.StartInSidecarAsync(argv, cancellation);

    public Task<bool> StartInMainAsync(IReadOnlyList<string> environment, IReadOnlyList<string> argv, CancellationToken cancellation) =>
        Inner.StartInMainAsync(environment, argv, cancellation);

    public Task KillMainAsync(CancellationToken cancellation) => Inner.KillMainAsync(cancellation);

    public Task<MainState> MainStateAsync(CancellationToken cancellation) => Inner.MainStateAsync(cancellation);

    public Task<string> LogsAsync(CancellationToken cancellation) => Inner.LogsAsync(cancellation);

    public Task<string> AllLogsAsync(CancellationToken cancellation) => Inner.AllLogsAsync(cancellation);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
