using System.Diagnostics;
using System.Globalization;
using Harness.Checks.Programs;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks;

/// <summary>Looks at main through the probe, and plants in it what its programs must find.</summary>
public sealed class MainProcess
{
    /// <summary>The data directory, where programs find the sidecar's files.</summary>
    public const string Data = SandboxSpec.DataDirectory;

    /// <summary>Where a kubelet mounts the token of a pod's service account.</summary>
    public const string Tokens = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ISandbox sandbox;
    private readonly Shared<ProbeReport> first;

    /// <summary>Prepares; nothing is looked at yet.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="lifetime">Ends the look that checks share.</param>
    public MainProcess(ISandbox sandbox, CancellationToken lifetime)
    {
        this.sandbox = sandbox;
        first = new(LookUntilFoundAsync, lifetime);
    }

    /// <summary>What only a program in main's file system can read.</summary>
    public PlantedNonce Nonce { get; } = PlantedNonce.Create();

    /// <summary>A directory on the data volume whose name would break a command line that is put together by hand.</summary>
    public string WorkingDirectory { get; } = $"{Data}/asked for '{Guid.NewGuid():N}'";

    /// <summary>
    /// Plants the nonce and the directory, and says what the probe saw then, <see cref="Data"/> and <see cref="Tokens"/> too: once for all checks.
    /// </summary>
    public Task<ProbeReport> FirstLookAsync(CancellationToken cancellation) => first.GetAsync(cancellation);

    /// <summary>Looks again.</summary>
    public async Task<ProbeReport> LookAgainAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var look = await sandbox.ProbeAsync([], [], cancellation);
        LookTime = watch.Elapsed;
        return look;
    }

    /// <summary>How long the last look took: on a busy machine a multiple of what it needs.</summary>
    public TimeSpan LookTime { get; private set; }

    /// <summary>The process that is main: the oldest candidate; null when there is none. That there is only one is RUN006's to prove.</summary>
    public static ProbedProcess? In(ProbeReport look)
    {
        return look.MainCandidates.MinBy(candidate => candidate.StartTime);
    }

    /// <summary>What a look saw at a path that it was asked for.</summary>
    /// <exception cref="InfrastructureException">The probe said nothing of the path, so nothing of it is proven.</exception>
    public static ProbedPath At(ProbeReport look, string path)
    {
        return look.Paths.FirstOrDefault(seen => seen.Path == path)
            ?? throw Silence(path);
    }

    /// <summary>The fault of a probe that does not say what it was asked for: nothing is proven by that.</summary>
    internal static InfrastructureException Silence(string subject) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The probe was asked about "
            + $"{subject}, and its report does not mention it. Its version differs from the harness's: rebuild the sidecar's image with `just build-images`."));

    /// <summary>Looks until main is there: its container runs a moment before <c>env</c> has become <c>sleep</c>.</summary>
    private async Task<ProbeReport> LookUntilFoundAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var last = watch.Elapsed > StartTime || !(await sandbox.MainStateAsync(cancellation)).Running;
            var look = await sandbox.ProbeAsync(
                [Data, Tokens], [new(Nonce.Path, Nonce.Content), new($"{WorkingDirectory}/planted", "by the harness")], cancellation);
            if (last || In(look) is not null)
            {
                return look;
            }

            await Task.Delay(Interval, cancellation);
        }
    }
}
