namespace Sidecar.Processes;

/// <summary>
/// Main is the first process of another container, and its command line is <c>sleep infinity</c>: two arguments, exactly.
/// What a sidecar ran inside main's file system is told apart by its ancestors, which live in the sidecar's; what was
/// put into another container beside its first process, by that container's older processes. This holds for the
/// sidecar itself and for a probe in a third container, which has no relation to either.
/// </summary>
internal sealed class MainRule : IMainRule
{
    private static readonly string[] CommandLine = ["sleep", "infinity"];

    public IReadOnlyList<ProcessEntry> Candidates(IReadOnlyList<ProcessEntry> processes, string ownMountNamespace)
    {
        var byPid = processes.ToDictionary(process => process.Pid);
        return [.. processes.Where(process =>
            process.Alive
            && process.Argv.SequenceEqual(CommandLine)
            && process.MountNamespace != ownMountNamespace
            && SharesNamespaceWithAncestors(process, byPid)
            && IsOldestOfItsContainer(process, processes))];
    }

    private static bool SharesNamespaceWithAncestors(ProcessEntry process, Dictionary<int, ProcessEntry> byPid)
    {
        // Parents are read one after the other, so a reused pid could close a circle: never walk further than there are processes.
        var parent = byPid.GetValueOrDefault(process.ParentPid);
        for (var steps = 0; parent is not null && steps < byPid.Count; steps++)
        {
            if (parent.MountNamespace != process.MountNamespace)
            {
                return false;
            }

            parent = byPid.GetValueOrDefault(parent.ParentPid);
        }

        return true;
    }

    /// <summary>By the mount namespace; of a process that keeps it to itself, as a sidecar that is not dumpable does, by the control groups.</summary>
    private static bool InOneContainer(ProcessEntry other, ProcessEntry process) => other.MountNamespace is null
        ? other.ControlGroup is not null && other.ControlGroup == process.ControlGroup
        : other.MountNamespace == process.MountNamespace;

    private static bool IsOldestOfItsContainer(ProcessEntry process, IReadOnlyList<ProcessEntry> processes) =>
        process.MountNamespace is null
        || !processes.Any(other =>
            InOneContainer(other, process)
            && (other.StartTime, other.Pid).CompareTo((process.StartTime, process.Pid)) < 0);
}
