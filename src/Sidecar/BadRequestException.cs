namespace Sidecar;

/// <summary>A request that cannot be served as it stands; the message says what to change.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
