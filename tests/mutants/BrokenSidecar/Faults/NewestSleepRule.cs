using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Compares the argument vector as it should, looks into other containers only, and takes the newest process there.</summary>
internal sealed class NewestSleepRule : IMainRule
{
    public IReadOnlyList<ProcessEntry> Candidates(IReadOnlyList<ProcessEntry> processes, string ownMountNamespace) =>
    [
        .. processes.Where(process => process.Alive && process.Argv is ["sleep", "infinity"] && process.MountNamespace != ownMountNamespace)
            .OrderByDescending(process => (process.StartTime, process.Pid)).Take(1),
    ];
}
