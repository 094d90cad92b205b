namespace Sidecar.Processes;

/// <summary>Main cannot be entered; the message says why and what to do. Nothing is run instead.</summary>
internal sealed class MainUnavailableException(string message) : Exception(message);
