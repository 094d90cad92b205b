namespace Sidecar.Processes;

/// <summary>Main, as it was just found.</summary>
/// <param name="Pid">Its process id in the shared PID namespace.</param>
/// <param name="Environment">The entries of its environ, byte for byte and in order.</param>
internal sealed record MainProcess(int Pid, IReadOnlyList<byte[]> Environment);
