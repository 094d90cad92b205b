namespace Sidecar.Http;

/// <summary>A body is larger than any may be.</summary>
internal sealed class TooLargeException(string message) : Exception(message);
