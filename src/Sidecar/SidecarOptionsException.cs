namespace Sidecar;

/// <summary>The sidecar's environment is wrong; the message names every problem.</summary>
internal sealed class SidecarOptionsException(string message) : Exception(message);
