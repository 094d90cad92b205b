namespace Sidecar.Execution;

/// <summary>The wall around a program could not be built, so no program was started.</summary>
internal sealed class WallException(string message) : Exception(message);
