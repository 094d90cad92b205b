namespace Harness.Sandboxes;

/// <summary>The backend has no such image.</summary>
/// <param name="problem">Which image, where, and how to get it there.</param>
/// <param name="inner">The cause.</param>
internal sealed class MissingImageException(string problem, Exception inner) : InfrastructureException(problem, inner);
