namespace Harness.Platform.Kubernetes;

/// <summary>The API server did not answer.</summary>
/// <param name="message">The whole message, for people.</param>
/// <param name="inner">The cause.</param>
internal sealed class UnreachableException(string message, Exception? inner) : InfrastructureException(message, inner);
