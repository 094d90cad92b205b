using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Sandboxes.Kubernetes.Delivery;
using k8s.Models;
using Sidecar.Protocol;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>A sandbox that is a pod.</summary>
internal sealed class KubernetesSandbox : SidecarSandbox, IPodSandbox
{
    private const int LogLines = 40;
    private const int Events = 10;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan EventInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan EvidenceDeadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ExplanationDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RefusalDeadline = TimeSpan.FromSeconds(2);

    private readonly KubernetesApi api;
    private readonly PodWatch watch;
    private readonly string namespaceName;
    private readonly Action<JsonObject>? alteration;
    private readonly NodeImages images;
    private readonly string ownSidecarImage;
    private readonly string name;
    private readonly TimeSpan patience;
    private readonly SidecarClient sidecar;
    private readonly CancellationTokenSource lifetime = new();
    private readonly List<Task> decoys = [];
    private readonly Lazy<Task> removal;
    private string? unhealthy;

    public KubernetesSandbox(
        KubernetesApi api,
        PodWatch watch,
        string namespaceName,
        SandboxSpec spec,
        PodRun run)
        : base(spec)
    {
        this.api = api;
        this.watch = watch;
        this.namespaceName = namespaceName;
        images = run.Images;
        ownSidecarImage = images.NameOf(run.OwnSidecar.Text);
        patience = run.StartTimeout;
        alteration = run.Alteration;
        Contract = PodManifest.Render(
            spec,
            namespaceName,
            HasOwnSidecar ? null : ownSidecarImage,
            images.PullSecret?.Name,
            spec.HasNetwork ? null : ownSidecarImage,
            run.Cluster.Placement);
        name = PodName.For(spec);
        sidecar = spec.HasNetwork
            ? new SidecarClient(api.PodPort(namespaceName, name, SandboxSpec.SidecarPort), api.PodTransport(), spec.Token, proxied: true)
            : new SidecarClient(ExecTransport.Sidecar, new ExecTransport(DialAsync));
        removal = new Lazy<Task>(RemoveAsync);
    }

    public JsonObject Contract { get; }

    /// <summary>The container that has the harness's own programs.</summary>
    private string ProbedContainer => HasOwnSidecar ? PodManifest.Sidecar : PodManifest.Probe;

    private bool HasOwnSidecar => Spec.Sidecar.Image == ownSidecarImage;

    /// <summary>
    /// Creates the pod and waits until the sidecar answers. A creation that is under way is waited for even when
    /// cancelled: a pod that is made after it was removed would be left behind.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        watch.Created(await CreateAsync());
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(patience);
        try
        {
            await UntilContainersRunAsync(limited.Token);
            await UntilHealthyAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var words = watch.Find(name) is { } pod ? PodFaults.Of(pod, images.Remedy) ?? PodFaults.Waiting(pod) : "it is gone";
            words += unhealthy is null ? "" : $"; its sidecar's last answer to GET /health: {unhealthy}";
            throw await FaultAsync($"was not up after {patience.TotalSeconds:0} s: {Sentence.Of(words)} --timeout sets the limit", cancellation);
        }
    }

    protected override string Place => $"pod {name}";

    protected override string OwnSidecarImage => ownSidecarImage;

    public async Task RestartMainAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(patience);
        var before = Restarts(watch.Find(name));
        await RunProbeAsync(new ProbeArguments([], [], SignalKill), cancellation);
        try
        {
            if (await watch.UntilAsync(name, pod => pod is null || Restarts(pod) > before, limited.Token) is null)
            {
                throw await FaultAsync("was deleted by somebody else before main was started again", cancellation);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw await FaultAsync(
                $"has no new main {patience.TotalSeconds:0} s after the old one was killed: "
                + $"{(watch.Find(name) is { } pod ? PodFaults.Waiting(pod) : "it is gone")}. --timeout sets the limit",
                cancellation);
        }

        static int Restarts(V1Pod? pod) => pod?.Container(PodManifest.Main)?.RestartCount ?? 0;
    }

    /// <summary>Runs a program of the harness's own sidecar image in the pod's network namespace.</summary>
    private async Task<byte[]> DialAsync(IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(ExecTransport.Deadline);
        try
        {
            var result = await api.ExecAsync(namespaceName, name, ProbedContainer, argv, limited.Token);
            return result.Succeeded ? Encoding.UTF8.GetBytes(result.Output) : throw new IOException(result.Error.Trim());
        }
        catch (InfrastructureException fault)
        {
            // As from any other transport: the caller first looks at what became of the pod.
            throw new IOException(fault.Message, fault);
        }
    }

    protected override async Task<byte[]> RunProbeAsync(ProbeArguments arguments, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(ProbeDeadline);
        ProcessResult result;
        try
        {
            result = await api.ExecAsync(namespaceName, name, ProbedContainer, ProbeCommand(arguments), limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw await FaultAsync($"cannot be looked into: the probe in it did not end within {ProbeDeadline.TotalSeconds:0} s", cancellation);
        }
        catch (InfrastructureException)
        {
            // A pod that is gone explains it better.
            await RequirePodAsync(cancellation);
            throw;
        }

        await RequirePodAsync(cancellation);
        if (!result.Succeeded)
        {
            throw new InfrastructureException(
                $"The probe in pod {name} ended with status {result.ExitCode}: {Sentence.Of(result.Error)} It comes from {ownSidecarImage}.");
        }

        return Encoding.UTF8.GetBytes(result.Output);
    }

    public override Task<bool> StartInSidecarAsync(IReadOnlyList<string> argv, CancellationToken cancellation) =>
        StartInAsync(PodManifest.Sidecar, argv, argv, cancellation);

    public override Task<bool> StartInMainAsync(IReadOnlyList<string> environment, IReadOnlyList<string> argv, CancellationToken cancellation) =>
        StartInAsync(PodManifest.Main, WithEnvironment(environment, argv), argv, cancellation);

    private async Task<bool> StartInAsync(string container, IReadOnlyList<string> command, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        var before = Count(await ProbeAsync([], [], cancellation));
        // It is held on to for as long as the sandbox lives.
        var running = api.ExecAsync(namespaceName, name, container, command, lifetime.Token);
        lock (decoys)
        {
            decoys.Add(running);
        }

        while (true)
        {
            var ended = running.IsCompleted;
            if (Count(await ProbeAsync([], [], cancellation)) > before)
            {
                return true;
            }

            if (ended)
            {
                var result = await running;
                // Runtimes differ: a shell's exit status for what cannot be run, or words of their own. What ends with no word at
                // all was started and did not stay.
                return result.ExitCode is 126 or 127
                    || result.Error.Length == 0
                    || result.Error.Contains("executable file not found", StringComparison.Ordinal)
                    || result.Error.Contains("no such file or directory", StringComparison.Ordinal)
                        ? false
                        : throw new InfrastructureException(
                            $"{string.Join(' ', argv)} could not be started in the container {container} of pod {name}: {result.Error.Trim()}");
            }
        }

        int Count(ProbeReport report) => report.Processes.Count(process => process.Argv.SequenceEqual(argv));
    }

    public override async Task<MainState> MainStateAsync(CancellationToken cancellation)
    {
        var main = (await RequirePodAsync(cancellation)).Container(PodManifest.Main);
        return main?.State switch
        {
            { Running: not null } => new MainState(true, null, main.RestartCount, "running"),
            { Terminated: { } ended } => new MainState(false, ended.ExitCode, main.RestartCount, $"{ended.Reason} {ended.Message}".Trim()),
            { Waiting: { } waiting } => new MainState(false, null, main.RestartCount, $"{waiting.Reason}: {waiting.Message}"),
            _ => new MainState(false, null, 0, "the kubelet has not said anything of it"),
        };
    }

    public override async Task<string> LogsAsync(CancellationToken cancellation)
    {
        var both = await Task.WhenAll(TailAsync(PodManifest.Main, cancellation), TailAsync(PodManifest.Sidecar, cancellation));
        var words = $"main: {both[0]}{Environment.NewLine}sidecar: {both[1]}";
        return PodFaults.FailedInit(watch.Find(name)) is { } init
            ? $"{init.Name}: {await TailAsync(init.Name, cancellation)}{Environment.NewLine}{words}"
            : words;
    }

    public override async Task<string> AllLogsAsync(CancellationToken cancellation) => string.Concat(await Task.WhenAll(
        new[] { PodManifest.Main, PodManifest.Sidecar }.Select(container => api.LogAsync(namespaceName, name, container, AllLogLines, cancellation))));

    public async Task<JsonObject> StoredAsync(CancellationToken cancellation)
    {
        var stored = await api.FindPodAsync(namespaceName, name, cancellation);
        await RequirePodAsync(cancellation);
        return stored ?? throw await FaultAsync("was deleted by somebody else", cancellation);
    }

    public async Task<string> EventsAsync(CancellationToken cancellation)
    {
        var events = await api.EventsAsync(namespaceName, name, cancellation);
        var lines = events.OrderBy(When).TakeLast(Events)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Type} {one.Reason} (x{one.Count ?? one.Series?.Count ?? 1}): {one.Message}"))
            .ToList();
        return lines.Count == 0 ? "none" : string.Join(Environment.NewLine, lines.Prepend(""));

        // Newer components leave the older ones of these empty.
        static DateTime? When(Corev1Event one) => one.LastTimestamp ?? one.Series?.LastObservedTime ?? one.EventTime ?? one.Metadata.CreationTimestamp;
    }

    public override ValueTask DisposeAsync() => new(removal.Value);

    private async Task<V1Pod> CreateAsync()
    {
        var manifest = Contract.DeepClone().AsObject();
        alteration?.Invoke(manifest);
        try
        {
            return await api.CreatePodAsync(namespaceName, manifest, CancellationToken.None);
        }
        catch (KubernetesException fault) when (KubernetesFault.IsAdmission(fault))
        {
            throw new AdmissionException(fault.Message, fault);
        }
    }

    private async Task UntilContainersRunAsync(CancellationToken cancellation)
    {
        if (await SettledAsync(cancellation) is not { } pod)
        {
            throw await FaultAsync("was deleted by somebody else before it was up", cancellation);
        }

        if (PodFaults.Of(pod, images.Remedy) is { } fault)
        {
            throw await FaultAsync($"gives no sandbox: {fault}", cancellation);
        }

        if ((await ContradictionAsync(PodManifest.Main, Spec.Main) ?? await ContradictionAsync(PodManifest.Sidecar, Spec.Sidecar)) is { } other)
        {
            throw await FaultAsync($"is not what was to be tested: {other}", cancellation);
        }

        Task<string?> ContradictionAsync(string container, ContainerSpec wanted) =>
            images.ContradictionAsync(wanted.Image, pod.Container(container)?.ImageID, cancellation);
    }

    /// <summary>The pod once nothing is left to wait for; null when it is gone.</summary>
    /// <exception cref="InfrastructureException">Its events say that it will never start.</exception>
    private async Task<V1Pod?> SettledAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pulls = new PullAttempts();
        var settled = watch.UntilAsync(name, pod => !pulls.WillBeRepeated(pod) && PodFaults.IsSettled(pod), limited.Token);
        var hopeless = HopelessAsync(limited.Token);
        try
        {
            return await Task.WhenAny(settled, hopeless) == hopeless && await hopeless is { } words
                ? throw await FaultAsync($"gives no sandbox: {Sentence.Bare(words)}{await DifferencesAsync(cancellation)}", cancellation)
                : await settled;
        }
        finally
        {
            await limited.CancelAsync();
            await ((Task)hopeless).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)settled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What a pod's events say that waiting changes nothing about: a kubelet goes on trying. Null where events are not to be had.</summary>
    private async Task<string?> HopelessAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(EventInterval, cancellation);
            try
            {
                if ((await api.EventsAsync(namespaceName, name, cancellation)).FirstOrDefault(PodFaults.IsHopeless) is { } one)
                {
                    return $"the node will never start it ({one.Reason}: {Sentence.Bare(one.Message)})";
                }
            }
            catch (InfrastructureException)
            {
                // Whoever may not see them waits for the time to be up, which is then told.
                return null;
            }
        }
    }

    /// <summary>What was changed on the way into the cluster, which may be why it does not start.</summary>
    private async Task<string> DifferencesAsync(CancellationToken cancellation)
    {
        var differences = await api.FindPodAsync(namespaceName, name, cancellation) is { } stored ? PodDifferences.Between(Contract, stored) : [];
        return differences.Count == 0 ? "" : $". The cluster has stored it otherwise than it was sent: {string.Join("; ", differences)}";
    }

    private async Task UntilHealthyAsync(CancellationToken cancellation)
    {
        while ((unhealthy = await sidecar.HealthAsync(HealthDeadline, cancellation)) is not null)
        {
            if (watch.Find(name) is not { } pod)
            {
                throw await FaultAsync("was deleted by somebody else before its sidecar answered", cancellation);
            }

            if (PodFaults.Of(pod, images.Remedy) is { } fault)
            {
                throw await FaultAsync($"gives no sandbox: {fault}", cancellation);
            }

            await Task.Delay(PollInterval, cancellation);
        }
    }

    protected override async Task<T> ReachAsync<T>(Func<SidecarClient, Task<T>> exchange, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(removal.IsValueCreated, this);
        try
        {
            var answer = await exchange(sidecar);
            await RequirePodAsync(cancellation);
            return answer;
        }
        catch (SidecarException refusal)
        {
            if (refusal.StatusCode == (int)HttpStatusCode.ServiceUnavailable)
            {
                // Main is gone, as it is when the cluster ends the pod: main first, the sidecar still answers.
                await UntilExplainedAsync(RefusalDeadline, cancellation);
            }

            await RequirePodAsync(cancellation);
            throw;
        }
        catch (HttpRequestException fault)
        {
            await UntilExplainedAsync(ExplanationDeadline, cancellation);
            var words = PodFaults.Of(await RequirePodAsync(cancellation), images.Remedy) ?? "its container is running";
            throw await FaultAsync($"cannot be reached: {fault.Message} ({words})", cancellation);
        }
    }

    /// <summary>Waits a moment for the cluster to say what became of the pod: containers end before their status is reported.</summary>
    private async Task UntilExplainedAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        try
        {
            await watch.UntilAsync(
                name,
                pod => pod is null or { Metadata.DeletionTimestamp: not null } or { Status.Phase: "Failed" } || PodFaults.Of(pod, images.Remedy) is not null,
                limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It says nothing, so the fault is the connection's or the sidecar's.
        }
    }

    /// <summary>
    /// The pod as it is known to be. What was seen of it proves nothing when somebody else was taking it away meanwhile:
    /// the cluster says so before the first container ends.
    /// </summary>
    /// <exception cref="InfrastructureException">Somebody has taken it away, or the API server stays away.</exception>
    private async Task<V1Pod> RequirePodAsync(CancellationToken cancellation) => watch.Find(name) switch
    {
        null => throw await FaultAsync("was deleted by somebody else", cancellation),
        { Metadata.DeletionTimestamp: not null } => throw await FaultAsync("is being deleted by somebody else", cancellation),
        { Status: { Phase: "Failed", Reason: { Length: > 0 } reason } status } =>
            throw await FaultAsync($"was ended by the cluster ({reason}: {status.Message})", cancellation),
        var pod => pod,
    };

    private async Task<InfrastructureException> FaultAsync(string words, CancellationToken cancellation)
    {
        // What explains it is worth a moment, even when the start's own time is up. A node that is lost has no logs to give.
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(EvidenceDeadline);
        var evidence = await Task.WhenAll(EvidenceAsync(EventsAsync), EvidenceAsync(LogsAsync));
        return new InfrastructureException(
            $"The pod {name} of sandbox {Spec.Name} in namespace {namespaceName} "
            + $"{Sentence.Of(words)} Events: {evidence[0]}{Environment.NewLine}Last lines:{Environment.NewLine}{evidence[1]}");

        async Task<string> EvidenceAsync(Func<CancellationToken, Task<string>> collect)
        {
            try
            {
                return await collect(limited.Token);
            }
            catch (OperationCanceledException)
            {
                return $"not to be had within {EvidenceDeadline.TotalSeconds:0} s";
            }
            catch (InfrastructureException fault)
            {
                return fault.Message;
            }
        }
    }

    private async Task<string> TailAsync(string container, CancellationToken cancellation)
    {
        try
        {
            var text = (await api.LogAsync(namespaceName, name, container, LogLines, cancellation)).Trim();
            return text.Length == 0 ? "(none)" : text;
        }
        catch (KubernetesException fault)
        {
            return fault.ServerMessage;
        }
    }

    private async Task RemoveAsync()
    {
        sidecar.Dispose();
        await lifetime.CancelAsync();
        try
        {
            await new PodRemoval(api, watch).RemoveAsync(namespaceName, name);
        }
        finally
        {
            foreach (var decoy in decoys)
            {
                await decoy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            lifetime.Dispose();
        }
    }
}
