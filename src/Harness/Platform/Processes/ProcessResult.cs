namespace Harness.Platform.Processes;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit status; 128+N when signal N ended it.</param>
/// <param name="Output">Its standard output; empty where a line handler took it.</param>
/// <param name="Error">Its standard error; empty where a line handler took it.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether the exit status is 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
