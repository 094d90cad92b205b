using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>One of several executions at the same time.</summary>
/// <param name="Greeting">What no other one says.</param>
/// <param name="Expected">Its exact output; null where the compiler must refuse it, quoting the greeting.</param>
/// <param name="Response">What was answered.</param>
public sealed record SimultaneousRun(string Greeting, string? Expected, ExecuteResponse Response)
{
    /// <summary>Whether another execution's greeting is in the answer.</summary>
    public bool Has(SimultaneousRun other)
    {
        return Response.Stdout.Contains(other.Greeting, StringComparison.Ordinal) || Response.Stderr.Contains(other.Greeting, StringComparison.Ordinal);
    }
}
