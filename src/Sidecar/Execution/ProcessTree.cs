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

    private readonly Lock _gate = new();
    private readonly HashSet<int> _roots = [];

    /// <summary>Makes orphans below this process its children.</summary>
    internal static void BecomeSubreaper() => Libc.ProcessControl(Libc.SetChildSubreaper, 1, 0, 0, 0);

    public ChildProcess Start(Func<ChildProcess> start)
    {
        // Under the lock, so that a sweep never takes a child for a leftover that was started and is not yet listed.
        lock (_gate)
        {
            var root = start();
            _roots.Add(root.Pid);
            return root;
        }
    }

    public void Kill(ChildProcess root)
    {
        // All that did not leave the root's process group stop at once: a bomb of thousands is quiet while the rest is looked for.
        Libc.Kill(-root.Pid, Libc.SignalStop);
        KillAll(() => Below(root.Pid));
        Libc.Kill(root.Pid, Libc.SignalKill);
    }

    public int Finish(ChildProcess root)
    {
        lock (_gate)
        {
            try
            {
                var watch = Stopwatch.StartNew();
                int? status;
                while ((status = root.TryReap()) is null)
                {
                    if (watch.Elapsed > Deadline)
                    {
                        // From now on it is a leftover, which every later sweep ends and reaps if it can be.
                        throw new IOException($"process {root.Pid} has not ended {Deadline.TotalSeconds:0} s after it was killed.");
                    }

                    Thread.Sleep(1);
                }

                return status.Value;
            }
            finally
            {
                _roots.Remove(root.Pid);
                KillAll(Leftovers);
            }
        }
    }

    /// <summary>
    /// Stops every process first and looks again until there is no new one: a stopped process cannot fork, so none
    /// escapes between being seen and being killed.
    /// </summary>
    private static void KillAll(Func<IReadOnlyList<RunningProcess>> find)
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

    private List<RunningProcess> Leftovers()
    {
        var processes = Processes();
        var orphans = processes
            .Where(process => process.ParentPid == Environment.ProcessId && !_roots.Contains(process.Pid))
            .ToList();
        return [.. orphans, .. orphans.SelectMany(orphan => Below(orphan.Pid, processes))];
    }

    private IReadOnlyList<RunningProcess> Below(int root) =>
        [.. Below(root, Processes()).Where(process => process.Alive)];

    /// <summary>Every process without what is not needed here: a sweep of hundreds has to be quick while they fight for the CPU.</summary>
    private List<RunningProcess> Processes() =>
    [
        .. proc.Pids()
            .Select(pid => (Pid: pid, Stat: proc.Stat(pid)))
            .Where(process => process.Stat is not null)
            .Select(process => new RunningProcess(process.Pid, process.Stat!.ParentPid, process.Stat.State)),
    ];

    private static IEnumerable<RunningProcess> Below(int root, IReadOnlyList<RunningProcess> processes)
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

    private readonly record struct RunningProcess(int Pid, int ParentPid, char State)
    {
        internal bool Alive => State is not ('Z' or 'X');
    }
}
