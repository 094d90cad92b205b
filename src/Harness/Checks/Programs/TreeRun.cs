using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>One run of the tree program, seen while it runs.</summary>
/// <param name="Marker">What its processes are found by.</param>
/// <param name="Limit">The limit that was asked for.</param>
/// <param name="Look">What the probe saw last, while it ran if it ever did.</param>
/// <param name="End">How it ends: complete after the limit.</param>
public sealed record TreeRun(string Marker, TimeSpan Limit, ProbeReport Look, Task<TreeEnd> End)
{
    /// <summary>Whether its processes were seen.</summary>
    public bool Seen => Look.Processes.Any(process => process.Argv.Contains(Marker));
}

/// <summary>How a run of the tree program ended.</summary>
/// <param name="Response">The answer; null when none came long after the limit.</param>
/// <param name="Elapsed">How long the answer took.</param>
/// <param name="Left">The processes that were left a second after the limit.</param>
public sealed record TreeEnd(ExecuteResponse? Response, TimeSpan Elapsed, IReadOnlyList<ProcessSummary> Left);
