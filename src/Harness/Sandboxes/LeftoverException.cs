namespace Harness.Sandboxes;

/// <summary>Something did not start, and what there was of it already could not be removed.</summary>
/// <param name="problem">Both faults.</param>
/// <param name="inner">Why it did not start.</param>
internal sealed class LeftoverException(string problem, Exception inner) : InfrastructureException(problem, inner);
