namespace Sidecar.Processes;

/// <summary>
/// Finds main in <c>/proc</c>. What was found is kept by process id and start time, verified before each use, and looked
/// for again when main was restarted. Its environment is read once: programs have main's user, so what <c>/proc</c> shows of
/// it later may be what one of them wrote there for those after it.
/// </summary>
internal sealed class MainLocator(ProcFileSystem proc, IMainRule rule) : IMainLocator
{
    private Found? found;

    public MainProcess Locate()
    {
        var known = found;
        if (known is null || !IsStillThere(known.Entry))
        {
            var entry = Find();
            known = new Found(entry, new MainProcess(entry.Pid, ReadEnvironment(entry.Pid)));
            found = known;
        }

        return known.Main;
    }

    private bool IsStillThere(ProcessEntry known) =>
        proc.Stat(known.Pid) is { State: not ('Z' or 'X') } stat
        && stat.StartTime == known.StartTime
        && proc.Argv(known.Pid) is { } argv
        && argv.SequenceEqual(known.Argv);

    private ProcessEntry Find()
    {
        var processes = proc.Processes();
        var candidates = rule.Candidates(processes, proc.OwnMountNamespace);
        return candidates.Count switch
        {
            1 => candidates[0],
            0 => throw new MainUnavailableException(
                $"main was not found: none of the {processes.Count} processes that are visible here is the first process of "
                + "another container with the command line \"sleep infinity\". Check that main is running with its own "
                + "ENTRYPOINT and CMD, and that both containers share one PID namespace."),
            var count => throw new MainUnavailableException(
                $"main is ambiguous: {count} processes qualify (pids {string.Join(", ", candidates.Select(c => c.Pid))}), "
                + "and exactly one must. Check that no other container of the sandbox runs \"sleep infinity\"."),
        };
    }

    private IReadOnlyList<byte[]> ReadEnvironment(int pid)
    {
        byte[] bytes;
        try
        {
            bytes = proc.Environ(pid);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MainUnavailableException(
                $"main is process {pid}, but its environment cannot be read ({e.Message}). It runs with Uid "
                + $"{UserOf(pid)}, the sidecar with {UserOf(Environment.ProcessId)}: both must be the same user, and main must have no capabilities.");
        }

        var entries = Environ.Split(bytes);
        if (entries.FirstOrDefault(entry => !Environ.IsAssignment(entry)) is { } odd)
        {
            throw new MainUnavailableException(
                $"main is process {pid}, but entry {entries.ToList().IndexOf(odd) + 1} of its environment is not of the form "
                + "NAME=VALUE, so env cannot hand it on. Check the image's ENTRYPOINT.");
        }

        return entries;
    }

    private string UserOf(int pid) => proc.Status(pid).GetValueOrDefault("Uid", "unknown").Replace('\t', ' ');

    private sealed record Found(ProcessEntry Entry, MainProcess Main);
}
