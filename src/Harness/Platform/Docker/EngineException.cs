using System.Net;

namespace Harness.Platform.Docker;

/// <summary>The engine answered and refused; the message keeps its own words.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="engineMessage">The engine's words.</param>
/// <param name="request">What was asked for.</param>
/// <param name="fault">What the library made of it.</param>
internal sealed class EngineException(HttpStatusCode status, string engineMessage, string request, Exception fault)
    : InfrastructureException($"The Docker Engine refused {request} ({(int)status}): {engineMessage}", fault)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode HttpStatus { get; } = status;

    /// <summary>The engine's words, nothing added.</summary>
    public string EngineMessage { get; } = engineMessage;
}
