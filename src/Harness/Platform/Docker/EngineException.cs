using System.Net;

namespace Harness.Platform.Docker;

/// <summary>The engine answered and refused; the message keeps its own words.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="engineMessage">The engine's words.</param>
/// <param name="request">What was asked for.</param>
public sealed class EngineException(HttpStatusCode status, string engineMessage, string request)
    : InfrastructureException($"The Docker Engine refused {request} ({(int)status}): {engineMessage}")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode HttpStatus { get; } = status;

    /// <summary>The engine's words, nothing added.</summary>
    public string EngineMessage { get; } = engineMessage;
}
