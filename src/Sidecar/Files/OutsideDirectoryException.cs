namespace Sidecar.Files;

/// <summary>A path leads out of the working directory, or might: it is a link.</summary>
internal sealed class OutsideDirectoryException(string message) : Exception(message);
