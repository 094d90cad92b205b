namespace Sidecar.Http;

/// <summary>A client neither sends nor takes anything.</summary>
internal sealed class SlowClientException(string message) : Exception(message);
