using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Docker.DotNet.Models;
using Harness.Platform.Docker;
using Sidecar.Protocol;

namespace Harness.Sandboxes.Docker;

/// <summary>A sandbox of three containers and a volume.</summary>
internal sealed class DockerSandbox : SidecarSandbox
{
    private const int LogLines = 40;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan RemovalDeadline = TimeSpan.FromSeconds(60);

    private readonly DockerEngine engine;
    private readonly string ownSidecarImage;
    private readonly HostPorts ports;
    private readonly Action<CreateContainerParameters>? alteration;
    private readonly SandboxNames names;
    private readonly int? hostPort;
    private readonly Lazy<Task> removal;
    private readonly Lazy<Task<bool>> hasOwnSidecar;
    private SidecarClient? sidecar;
    // What an engine and runc say when a container is not started and its image cannot help it; all else is for a check to judge.
    private static readonly string[] OfMachine =
    [
        "no space left on device", "cgroup", "cannot join", "non running container", "too many open files",
        "resource temporarily unavailable", "cannot allocate memory"
    ];

    // Probes in containers of their own that have not been removed yet.
    private readonly ConcurrentDictionary<string, Task> probing = new(StringComparer.Ordinal);

    private string? mainFault;
    private int probes;

    public DockerSandbox(DockerEngine engine, SandboxSpec spec, string ownSidecarImage, HostPorts ports, Action<CreateContainerParameters>? alteration)
        : base(spec)
    {
        this.engine = engine;
        this.ownSidecarImage = ownSidecarImage;
        this.ports = ports;
        this.alteration = alteration;
        names = SandboxNames.For(spec);
        hostPort = spec.HasNetwork ? ports.Take() : null;
        removal = new Lazy<Task>(RemoveAsync);
        hasOwnSidecar = new Lazy<Task<bool>>(HasOwnSidecarAsync);
    }

    /// <summary>
    /// Starts everything and waits until the sidecar answers. Creations and starts that are under way are waited for
    /// even when cancelled (they take milliseconds, and have deadlines): a container that the engine makes after it was
    /// removed would be left behind.
    /// </summary>
    public async Task StartAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        // The engine wants a container to be there when another one that joins it is created, and running when that
        // one is started: so the others are created while the pause process starts.
        var created = Task.WhenAll(CreatePauseAsync(), engine.CreateVolumeAsync(SandboxRendering.Volume(Spec, names), CancellationToken.None));
        var pause = StartPauseAsync(created, cancellation);
        var client = Spec.HasNetwork ? ConnectAsync(pause) : Task.FromResult(WithoutNetwork());
        var main = StartMainAsync(created, Spec.HasOlderDecoy ? StartOlderDecoyAsync(created, pause, cancellation) : pause, cancellation);
        var started = StartSidecarAsync(created, pause, cancellation);
        await Task.WhenAll(created, pause, client, main, started);
        sidecar = await client;
        await WaitUntilHealthyAsync(sidecar, deadline, cancellation);
    }

    protected override string Place => $"sandbox {Spec.Name}";

    protected override string OwnSidecarImage => ownSidecarImage;

    protected override async Task<byte[]> RunProbeAsync(ProbeArguments arguments, CancellationToken cancellation)
    {
        var argv = ProbeCommand(arguments);
        var (output, exitCode) = await hasOwnSidecar.Value.WaitAsync(cancellation)
            ? await engine.ExecAsync(names.Sidecar, argv, ProbeDeadline, cancellation)
            : await RunProbeContainerAsync(argv, cancellation);
        return exitCode == 0
            ? output.Output
            : throw new InfrastructureException(
                $"The probe in sandbox {Spec.Name} ended with status {exitCode}: {output.ErrorText.Trim()} "
                + $"It comes from {ownSidecarImage}; `just build-images sidecar` builds it again.");
    }

    public override Task<bool> StartInSidecarAsync(IReadOnlyList<string> argv, CancellationToken cancellation) =>
        StartInAsync(names.Sidecar, argv, cancellation);

    public override Task<bool> StartInMainAsync(IReadOnlyList<string> environment, IReadOnlyList<string> argv, CancellationToken cancellation) =>
        StartInAsync(names.Main, WithEnvironment(environment, argv), cancellation);

    private async Task<bool> StartInAsync(string container, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        try
        {
            await engine.StartExecAsync(container, argv, cancellation);
            return true;
        }
        // runc's words, and crun's with a capital.
        catch (EngineException fault) when (fault.EngineMessage.Contains("executable file not found", StringComparison.Ordinal)
            || fault.EngineMessage.Contains("no such file or directory", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    public override async Task<MainState> MainStateAsync(CancellationToken cancellation)
    {
        var main = await engine.FindContainerAsync(names.Main, cancellation);
        if (main is null)
        {
            return new MainState(false, null, 0, mainFault ?? "the container was removed");
        }

        var state = main.State ?? new State();
        var detail = string.Join("; ", new[]
        {
            state.Status,
            state.OOMKilled ? "out of memory" : null,
            mainFault ?? (string.IsNullOrEmpty(state.Error) ? null : state.Error),
        }.OfType<string>());
        return new MainState(state.Running, state.Running ? null : (int)state.ExitCode, (int)main.RestartCount, detail);
    }

    public override async Task<string> LogsAsync(CancellationToken cancellation)
    {
        var both = await Task.WhenAll(TailAsync(names.Main, cancellation), TailAsync(names.Sidecar, cancellation));
        return $"main: {both[0]}{Environment.NewLine}sidecar: {both[1]}";
    }

    public override async Task<string> AllLogsAsync(CancellationToken cancellation) =>
        string.Concat(await Task.WhenAll(new[] { names.Main, names.Sidecar }.Select(name => WrittenAsync(name, AllLogLines, cancellation))));

    public override ValueTask DisposeAsync() => new(removal.Value);

    private async Task CreatePauseAsync()
    {
        var address = engine.Context.Endpoint.IsLocal ? "127.0.0.1" : "0.0.0.0";
        try
        {
            await engine.CreateContainerAsync(
                names.Pause, SandboxRendering.Pause(Spec, ownSidecarImage, address, hostPort), CancellationToken.None);
        }
        catch (EngineException fault)
        {
            throw Refused("pause process", ownSidecarImage, fault);
        }
    }

    private async Task StartPauseAsync(Task created, CancellationToken cancellation)
    {
        await created;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await engine.StartContainerAsync(names.Pause, CancellationToken.None);
        }
        catch (EngineException fault) when (hostPort is not null && IsPortTaken(fault))
        {
            throw new InfrastructureException(
                $"Host port {hostPort} is taken, so sandbox {Spec.Name} cannot publish its sidecar there: {fault.EngineMessage} "
                + "Choose another first port with `--host-port`, or leave that out and the engine chooses free ones.",
                fault);
        }
        catch (EngineException fault)
        {
            throw Refused("pause process", ownSidecarImage, fault);
        }
    }

    private async Task<SidecarClient> ConnectAsync(Task pause) =>
        new(new UriBuilder(Uri.UriSchemeHttp, engine.Context.Endpoint.PublishedHost, await PublishedPortAsync(pause)).Uri, token: Spec.Token);

    /// <summary>By way of the pause container, which has the harness's own program, the token and the network namespace of the others.</summary>
    private SidecarClient WithoutNetwork() => new(
        ExecTransport.Sidecar,
        new ExecTransport(async (argv, cancellation) =>
        {
            var (output, exitCode) = await engine.ExecAsync(names.Pause, argv, ExecTransport.Deadline, cancellation);
            return exitCode == 0 ? output.Output : throw new IOException(output.ErrorText.Trim());
        }));

    private async Task<int> PublishedPortAsync(Task pause)
    {
        await pause;
        if (hostPort is { } port)
        {
            return port;
        }

        var details = await engine.FindContainerAsync(names.Pause, CancellationToken.None);
        if (details?.NetworkSettings?.Ports is { } bindings && bindings.TryGetValue(SandboxRendering.SidecarPort, out var ours) && ours is [var published, ..]
            && int.TryParse(published.HostPort, CultureInfo.InvariantCulture, out port))
        {
            return port;
        }

        var words = details is null ? "it is gone" : $"{details.State?.Status} {details.State?.Error}, {await TailAsync(names.Pause, CancellationToken.None)}";
        throw new InfrastructureException(
            $"The pause process of sandbox {Spec.Name} published no port for the sidecar: {Sentence.Of(words)} It is /usr/bin/catatonit of {ownSidecarImage}; "
            + "`just build-images sidecar` builds that image again.");
    }

    /// <summary>Starts the decoy that is older than main. An image that cannot start it cannot start main either, which is told there.</summary>
    private async Task StartOlderDecoyAsync(Task created, Task pause, CancellationToken cancellation)
    {
        await created;
        await pause;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await engine.CreateContainerAsync(names.OlderDecoy, SandboxRendering.OlderDecoy(Spec, names), CancellationToken.None);
            await engine.StartContainerAsync(names.OlderDecoy, CancellationToken.None);
        }
        catch (EngineException)
        {
            // RUN006 cannot be judged without it, and says so.
        }
    }

    private async Task StartMainAsync(Task created, Task pause, CancellationToken cancellation)
    {
        await created;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await engine.CreateContainerAsync(names.Main, Altered(SandboxRendering.Container(Spec, Spec.Main, names)), CancellationToken.None);
        }
        catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.BadRequest)
        {
            // The image's own configuration is at fault, for example neither ENTRYPOINT nor CMD: for a check to judge.
            mainFault = fault.EngineMessage;
            return;
        }
        catch (EngineException fault)
        {
            throw Refused("main container", Spec.Main.Image, fault);
        }

        await pause;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await engine.StartContainerAsync(names.Main, CancellationToken.None);
        }
        catch (EngineException fault) when (OfMachine.Any(words => fault.EngineMessage.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            throw Refused("main container", Spec.Main.Image, fault);
        }
        catch (EngineException fault)
        {
            mainFault = fault.EngineMessage;
        }
    }

    private async Task StartSidecarAsync(Task created, Task pause, CancellationToken cancellation)
    {
        await created;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await engine.CreateContainerAsync(names.Sidecar, Altered(SandboxRendering.Container(Spec, Spec.Sidecar, names)), CancellationToken.None);
            await pause;
            cancellation.ThrowIfCancellationRequested();
            await engine.StartContainerAsync(names.Sidecar, CancellationToken.None);
        }
        catch (EngineException fault)
        {
            throw Refused("sidecar", Spec.Sidecar.Image, fault);
        }
    }

    private CreateContainerParameters Altered(CreateContainerParameters container)
    {
        alteration?.Invoke(container);
        return container;
    }

    private InfrastructureException Refused(string what, string image, EngineException fault) =>
        fault.HttpStatus == HttpStatusCode.NotFound && fault.EngineMessage.Contains("No such image", StringComparison.OrdinalIgnoreCase)
            ? new MissingImageException(
                $"The image {image} for the {what} of sandbox {Spec.Name} is not in the engine. `just build-images` builds what is missing.", fault)
            : new InfrastructureException($"The {what} of sandbox {Spec.Name} ({image}) could not be started: {fault.EngineMessage}", fault);

    private static bool IsPortTaken(EngineException fault) =>
        fault.EngineMessage.Contains("already allocated", StringComparison.Ordinal)
        || fault.EngineMessage.Contains("address already in use", StringComparison.OrdinalIgnoreCase)
        || fault.EngineMessage.Contains("ports are not available", StringComparison.OrdinalIgnoreCase);

    private async Task WaitUntilHealthyAsync(SidecarClient client, TimeSpan deadline, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        var ended = engine.WaitContainerAsync(names.Sidecar, limited.Token);
        var last = "nothing yet";
        try
        {
            while (await client.HealthAsync(deadline, limited.Token) is { } refusal)
            {
                last = refusal;
                if (ended.IsCompleted)
                {
                    throw new InfrastructureException(
                        $"The sidecar of sandbox {Spec.Name} ({Spec.Sidecar.Image}) ended with status {await ended} before it answered. "
                        + $"Its last lines: {await TailAsync(names.Sidecar, cancellation)}");
                }

                await Task.Delay(PollInterval, limited.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfrastructureException(
                $"The sidecar of sandbox {Spec.Name} ({Spec.Sidecar.Image}) did not answer GET /health at {client.Address} "
                + $"within {deadline.TotalSeconds:0} s; last seen: {last}. It must listen on the port that SIDECAR_PORT names, on all addresses. "
                + $"Its last lines: {await TailAsync(names.Sidecar, cancellation)}");
        }
        finally
        {
            await limited.CancelAsync();
            await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected override async Task<T> ReachAsync<T>(Func<SidecarClient, Task<T>> exchange, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(removal.IsValueCreated || sidecar is null, this);
        try
        {
            return await exchange(sidecar);
        }
        catch (HttpRequestException fault)
        {
            var state = (await engine.FindContainerAsync(names.Sidecar, cancellation))?.State;
            var words = state switch
            {
                null => "its container is gone",
                { Running: true } => "its container is running",
                { OOMKilled: true } => "its container ran out of memory",
                _ => $"its container ended with status {state.ExitCode}",
            };
            throw new InfrastructureException(
                $"The sidecar of sandbox {Spec.Name} ({Spec.Sidecar.Image}) could not be reached: {fault.Message} ({words}). "
                + $"Its last lines: {await TailAsync(names.Sidecar, cancellation)}",
                fault);
        }
    }

    // The same image id as the pause container's, which is made from the harness's own sidecar image.
    private async Task<bool> HasOwnSidecarAsync()
    {
        var both = await Task.WhenAll(
            engine.FindContainerAsync(names.Pause, CancellationToken.None), engine.FindContainerAsync(names.Sidecar, CancellationToken.None));
        return both[0] is { } pause && both[1] is { } own && pause.Image == own.Image;
    }

    private async Task<(MultiplexedOutput Output, int ExitCode)> RunProbeContainerAsync(
        IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        var name = $"{names.Pause}-probe-{Interlocked.Increment(ref probes)}";
        var run = RunProbeContainerAsync(name, argv, cancellation);
        probing[name] = run;
        try
        {
            return await run;
        }
        finally
        {
            probing.TryRemove(name, out _);
        }
    }

    private async Task<(MultiplexedOutput Output, int ExitCode)> RunProbeContainerAsync(
        string name, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(ProbeDeadline);
        try
        {
            await engine.CreateContainerAsync(name, SandboxRendering.Probe(Spec, ownSidecarImage, argv, names), CancellationToken.None);
            limited.Token.ThrowIfCancellationRequested();
            await engine.StartContainerAsync(name, CancellationToken.None);
            var exitCode = await engine.WaitContainerAsync(name, limited.Token);
            return (await engine.LogsAsync(name, null, limited.Token), exitCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfrastructureException($"The probe in sandbox {Spec.Name} did not end within {ProbeDeadline.TotalSeconds:0} s.");
        }
        finally
        {
            await engine.RemoveContainerAsync(name, CancellationToken.None);
        }
    }

    private async Task<string> TailAsync(string container, CancellationToken cancellation)
    {
        try
        {
            var text = (await WrittenAsync(container, LogLines, cancellation)).Trim();
            return text.Length == 0 ? "(none)" : text;
        }
        catch (EngineException fault)
        {
            return fault.EngineMessage;
        }
    }

    private async Task<string> WrittenAsync(string container, int lines, CancellationToken cancellation)
    {
        var output = await engine.LogsAsync(container, lines, cancellation);
        return output.OutputText + output.ErrorText;
    }

    private async Task RemoveAsync()
    {
        sidecar?.Dispose();
        // Its own deadline: what cancelled the run must not keep it from tidying up.
        using var deadline = new CancellationTokenSource(RemovalDeadline);
        List<string> problems = [];
        string[] decoys = Spec.HasOlderDecoy ? [names.OlderDecoy] : [];
        await Task.WhenAll(new[] { names.Main, names.Sidecar, names.Pause }.Concat(decoys).Select(name =>
            AttemptAsync($"container {name}", () => engine.RemoveContainerAsync(name, deadline.Token))));
        // They have the volume until they are gone, and end with the process that owns their namespaces; who asked for one has its fault.
        await Task.WhenAll(probing.Values).WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await AttemptAsync($"volume {names.Data}", () => engine.RemoveVolumeAsync(names.Data, deadline.Token));
        ports.Return(hostPort);
        if (problems.Count > 0)
        {
            throw new InfrastructureException(
                $"Not everything of sandbox {Spec.Name} could be removed; `just clean` removes it later. {string.Join(" ", problems)}");
        }

        async Task AttemptAsync(string what, Func<Task<bool>> remove)
        {
            try
            {
                await remove();
            }
            catch (Exception fault) when (fault is InfrastructureException or OperationCanceledException)
            {
                lock (problems)
                {
                    problems.Add(
                        $"Left: {what} ("
                        + $"{(fault is OperationCanceledException ? $"the engine did not answer within {RemovalDeadline.TotalSeconds:0} s" : fault.Message)})");
                }
            }
        }
    }
}
