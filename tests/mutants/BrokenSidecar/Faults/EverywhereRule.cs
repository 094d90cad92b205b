using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Compares the argument vector as it should, and does not ask where the process runs.</summary>
internal sealed class EverywhereRule : IMainRule
{
    public IReadOnlyList<ProcessEntry> Candidates(IReadOnlyList<ProcessEntry> processes, string ownMountNamespace) =>
        [.. processes.Where(process => process.Alive && process.Argv is ["sleep", "infinity"])];
}
