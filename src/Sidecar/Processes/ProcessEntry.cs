namespace Sidecar.Processes;

/// <summary>One process as <c>/proc</c> shows it.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="ParentPid">Its parent's; 0 for a container's first process.</param>
/// <param name="State">The state letter: R, S, D, Z, T, …</param>
/// <param name="StartTime">Clock ticks since boot; with the pid it names a process for good.</param>
/// <param name="Argv">The argument vector; empty for a zombie.</param>
/// <param name="MountNamespace">The link <c>ns/mnt</c>; null when it may not be read, as of another user's process.</param>
/// <param name="ControlGroup">Its control groups, which are a container's; null where they do not tell it from the reader's.</param>
internal sealed record ProcessEntry(
    int Pid, int ParentPid, char State, long StartTime, IReadOnlyList<string> Argv, string? MountNamespace, string? ControlGroup = null)
{
    /// <summary>Whether it still runs: a zombie is only a status that nobody has fetched.</summary>
    internal bool Alive => State is not ('Z' or 'X');
}
