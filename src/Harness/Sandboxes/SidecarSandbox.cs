using System.Text;
using Sidecar.Protocol;

namespace Harness.Sandboxes;

/// <summary>What is the same in a sandbox of every backend: its sidecar is asked over HTTP, and its probe is a process in the sidecar's place.</summary>
/// <param name="spec">The contract that it was started with.</param>
internal abstract class SidecarSandbox(SandboxSpec spec) : ISandbox
{
    /// <summary>The signal that no process can ignore.</summary>
    protected const int SignalKill = 9;

    private static readonly TimeSpan StateInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a probe may take.</summary>
    protected static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public SandboxSpec Spec { get; } = spec;

    /// <summary>The sandbox in the words of a failure.</summary>
    protected abstract string Place { get; }

    /// <summary>The harness's own sidecar image, which the probe comes from.</summary>
    protected abstract string OwnSidecarImage { get; }

    /// <inheritdoc />
    public Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation) =>
        ReachAsync(client => client.ExecuteAsync(request, cancellation), cancellation);

    /// <inheritdoc />
    public Task UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        ReachAsync(client => client.UploadAsync(name, content, cancellation), cancellation);

    /// <inheritdoc />
    public Task<byte[]?> DownloadAsync(string name, CancellationToken cancellation) =>
        ReachAsync(client => client.DownloadAsync(name, cancellation), cancellation);

    /// <inheritdoc />
    public Task<string?> ListingFaultAsync(CancellationToken cancellation) =>
        ReachAsync(client => client.ListingFaultAsync(cancellation), cancellation);

    /// <inheritdoc />
    public Task<string?> ReadinessAsync(CancellationToken cancellation) =>
        ReachAsync(client => client.ReadyAsync(cancellation), cancellation);

    /// <inheritdoc />
    public async Task<ProbeReport> ProbeAsync(
        IReadOnlyList<string> paths, IReadOnlyList<KeyValuePair<string, string>> plant, CancellationToken cancellation)
    {
        var arguments = new ProbeArguments(paths, [.. plant.Select(file => (file.Key, Encoding.UTF8.GetBytes(file.Value)))]);
        return ProbeOutput.Parse(await RunProbeAsync(arguments, cancellation), Place, OwnSidecarImage);
    }

    /// <inheritdoc />
    public async Task<string?> LendAsync(string path, CancellationToken cancellation)
    {
        var report = ProbeOutput.Parse(await RunProbeAsync(new ProbeArguments([], [], Lent: path), cancellation), Place, OwnSidecarImage);
        return report.Planted is [{ } lent] && lent.Path == path
            ? lent.Error
            : throw new InfrastructureException(
                $"The probe in {Place} was to put a program to {path}, and its report does not mention it. "
                + $"`just build-images sidecar` builds {OwnSidecarImage} again.");
    }

    /// <inheritdoc />
    public abstract Task<bool> StartInSidecarAsync(IReadOnlyList<string> argv, CancellationToken cancellation);

    /// <inheritdoc />
    public abstract Task<bool> StartInMainAsync(IReadOnlyList<string> environment, IReadOnlyList<string> argv, CancellationToken cancellation);

    /// <inheritdoc />
    public async Task KillMainAsync(CancellationToken cancellation)
    {
        await RunProbeAsync(new ProbeArguments([], [], SignalKill), cancellation);
        while ((await MainStateAsync(cancellation)).Running)
        {
            await Task.Delay(StateInterval, cancellation);
        }
    }

    /// <inheritdoc />
    public abstract Task<MainState> MainStateAsync(CancellationToken cancellation);

    /// <inheritdoc />
    public abstract Task<string> LogsAsync(CancellationToken cancellation);

    /// <inheritdoc />
    public abstract Task<string> AllLogsAsync(CancellationToken cancellation);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>The command of a probe.</summary>
    protected static IReadOnlyList<string> ProbeCommand(ProbeArguments arguments) =>
        [SandboxSpec.SidecarProgram, ProbeArguments.Verb, .. arguments.ToArguments()];

    /// <summary>As many lines as a container has that has done what a run asks of it, and more.</summary>
    protected const int AllLogLines = 2000;

    /// <summary>The command that becomes a program with exactly this environment, in an image that keeps the contract.</summary>
    protected static IReadOnlyList<string> WithEnvironment(IReadOnlyList<string> environment, IReadOnlyList<string> argv) =>
        ["/usr/bin/env", "-i", .. environment, .. argv];

    /// <summary>Asks the sidecar; a fault on the way there is explained by what the backend knows of it.</summary>
    protected abstract Task<T> ReachAsync<T>(Func<SidecarClient, Task<T>> exchange, CancellationToken cancellation);

    /// <summary>Runs the probe in the sidecar's place and returns what it printed.</summary>
    /// <exception cref="InfrastructureException">It could not be run, or ended badly.</exception>
    protected abstract Task<byte[]> RunProbeAsync(ProbeArguments arguments, CancellationToken cancellation);
}
