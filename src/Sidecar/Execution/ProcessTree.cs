using System.Diagnostics;
using Sidecar.Native;
using Sidecar.Processes;

namespace Sidecar.Execution;

/// <summary>
/// Finds an execution's processes by their ancestors. catatonit, at the root of each execution, is a subreaper: a process
/// that detaches itself becomes its child again. Once catatonit has ended, what is left becomes the sidecar's own child,
/// because the sidecar is a subreaper too: so any child of the sidecar that is no execution's root is a leftover.
/// </summary>
internal sealed class ProcessTree(ProcFileSystem proc) : IProcessTree
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly HashSet<int> roots = [];

    /// <summary>Makes orphans below this process its children.</summary>
    internal static void BecomeSubreaper() => Libc.ProcessControl(Libc.SetChildSubreaper, 1, 0, 0, 0);

    public ChildProcess Start(Func<ChildProcess> start)
    {
        // Under the lock, so that a sweep never takes a child for a leftover that was started and is not yet listed.
        lock (gate)
        {
            var root = start();
            roots.Add(root.Pid);
            return root;
        }
    }

    public void Kill(ChildProcess root)
    {
        KillAll(() => Below(root.Pid));
        Libc.Kill(root.Pid, Libc.SignalKill);
    }

    public int Finish(ChildProcess root)
    {
        lock (gate)
        {
            var status = root.Reap();
            roots.Remove(root.Pid);
            KillAll(Leftovers);
            return status;
        }
    }

    /// <summary>
    /// Stops every process first and looks again until there is no new one: a stopped process cannot fork, so none
    /// escapes between being seen and being killed.
    /// </summary>
    private static void KillAll(Func<IReadOnlyList<ProcessEntry>> find)
    {
        var watch = Stopwatch.StartNew();
        for (var found = find(); found.Count > 0 && watch.Elapsed < Deadline; found = find())
        {
            var stopped = new HashSet<int>();
            while (found.Where(process => process.Alive && stopped.Add(process.Pid)).ToList() is { Count: > 0 } fresh)
            {
                fresh.ForEach(process => Libc.Kill(process.Pid, Libc.SignalStop));
                found = find();
            }

            foreach (var process in found)
            {
                Libc.Kill(process.Pid, Libc.SignalKill);
                Libc.WaitPid(process.Pid, out _, Libc.WaitNoHang);
            }

            Thread.Sleep(1);
        }
    }

    private List<ProcessEntry> Leftovers()
    {
        var processes = proc.Processes();
        var orphans = processes
            .Where(process => process.ParentPid == Environment.ProcessId && !roots.Contains(process.Pid))
            .ToList();
        return [.. orphans, .. orphans.SelectMany(orphan => Below(orphan.Pid, processes))];
    }

    private IReadOnlyList<ProcessEntry> Below(int root) =>
        [.. Below(root, proc.Processes()).Where(process => process.Alive)];

    private static IEnumerable<ProcessEntry> Below(int root, IReadOnlyList<ProcessEntry> processes)
    {
        var children = processes.ToLookup(process => process.ParentPid);
        var found = new HashSet<int>();
        var open = new Stack<int>([root]);
        while (open.TryPop(out var pid))
        {
            foreach (var child in children[pid].Where(child => found.Add(child.Pid)))
            {
                open.Push(child.Pid);
                yield return child;
            }
        }
    }
}
