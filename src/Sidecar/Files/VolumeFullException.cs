namespace Sidecar.Files;

/// <summary>The volume has no room left.</summary>
internal sealed class VolumeFullException(string message) : IOException(message);
