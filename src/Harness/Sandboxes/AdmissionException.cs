namespace Harness.Sandboxes;

/// <summary>The backend's own rules refuse the sandbox: not a fault of the infrastructure, but what POD001 is about.</summary>
/// <param name="problem">Who refuses, and what to change.</param>
/// <param name="inner">The cause.</param>
internal sealed class AdmissionException(string problem, Exception inner) : InfrastructureException(problem, inner);
