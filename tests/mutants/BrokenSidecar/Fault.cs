using Sidecar;
using Sidecar.Execution;
using Sidecar.Protocol;

namespace BrokenSidecar;

/// <summary>One way to be wrong: the real sidecar with one part replaced, or with its answers altered.</summary>
internal sealed record Fault
{
    /// <summary>Replaces a part.</summary>
    internal Func<SidecarParts, SidecarParts> Break { get; init; } = parts => parts;

    /// <summary>Alters what is answered.</summary>
    internal Func<ExecuteResponse, ExecuteResponse> Answer { get; init; } = response => response;

    /// <summary>How much later than it could a timeout is answered.</summary>
    internal TimeSpan TimeoutDelay { get; init; }

    /// <summary>How many programs may run at once; one more and its request fails. Null for as many as there are.</summary>
    internal int? MostAtOnce { get; init; }

    /// <summary>The executor as the fault has it.</summary>
    internal IExecutor Around(IExecutor executor) => new AlteringExecutor(executor, Answer, TimeoutDelay, MostAtOnce);
}
