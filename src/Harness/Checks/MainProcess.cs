using Harness.Checks.Programs;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks;

/// <summary>Looks at main through the probe.</summary>
/// <param name="sandbox">The sandbox.</param>
/// <param name="lifetime">Ends the look that checks share.</param>
public sealed class MainProcess(ISandbox sandbox, CancellationToken lifetime)
{
    private readonly Shared<ProbeReport> first = new(cancellation => sandbox.ProbeAsync([], [], cancellation), lifetime);

    /// <summary>What the probe saw when the sandbox was fresh, once for all checks.</summary>
    public Task<ProbeReport> FirstLookAsync(CancellationToken cancellation) => first.GetAsync(cancellation);

    /// <summary>Looks again.</summary>
    public Task<ProbeReport> LookAgainAsync(CancellationToken cancellation) => sandbox.ProbeAsync([], [], cancellation);

    /// <summary>The process that is main: the oldest candidate; null when there is none. That there is only one is RUN006's to prove.</summary>
    public static ProbedProcess? In(ProbeReport look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return look.MainCandidates.MinBy(candidate => candidate.StartTime);
    }
}
