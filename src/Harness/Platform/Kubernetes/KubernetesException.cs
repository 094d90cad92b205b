using System.Net;

namespace Harness.Platform.Kubernetes;

/// <summary>The API server answered and refused; the message keeps its own words.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="serverMessage">The API server's words.</param>
/// <param name="message">The whole message, for people.</param>
public sealed class KubernetesException(HttpStatusCode status, string serverMessage, string message) : InfrastructureException(message)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode HttpStatus { get; } = status;

    /// <summary>The API server's words, nothing added.</summary>
    public string ServerMessage { get; } = serverMessage;
}
