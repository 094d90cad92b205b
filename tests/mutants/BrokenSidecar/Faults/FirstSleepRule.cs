using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Takes the process with the lowest id that has "sleep" in its command line for main: right until main is younger than another.</summary>
internal sealed class FirstSleepRule : IMainRule
{
    public IReadOnlyList<ProcessEntry> Candidates(IReadOnlyList<ProcessEntry> processes, string ownMountNamespace) =>
    [
        .. processes.Where(process => process.Alive && string.Join(' ', process.Argv).Contains("sleep", StringComparison.Ordinal))
            .OrderBy(process => process.Pid).Take(1),
    ];
}
