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

    // What an answer waits for those to die that were killed for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private const int KilledCode = 128 + Libc.SignalKill;

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

    /// <summary>
    /// All that did not leave the root's process group stop at once, so that a bomb of thousands is quiet before anyone has to be
    /// looked for. What escapes the one look becomes the sidecar's own child, and <see cref="Finish"/> finds it.
    /// </summary>
    public void Kill(ChildProcess root)
    {
        Libc.Kill(-root.Pid, Libc.SignalStop);
        foreach (var process in Below(root.Pid, Processes()))
        {
            Libc.Kill(process.Pid, Libc.SignalKill);
        }

        Libc.Kill(-root.Pid, Libc.SignalKill);
        Libc.Kill(root.Pid, Libc.SignalKill);
    }

    public int Finish(ChildProcess root)
    {
        lock (gate)
        {
            try
            {
                // One that was killed dies when hundreds of others let it. As a leftover it is reaped by a later sweep.
                return root.Reap(Patience) ?? KilledCode;
            }
            finally
            {
                roots.Remove(root.Pid);
                if (!Sweep())
                {
                    _ = SweepLaterAsync();
                }
            }
        }
    }

    /// <summary>Ends and reaps what is left; false when some of it has not died yet. To be called under the lock.</summary>
    private bool Sweep()
    {
        var watch = Stopwatch.StartNew();
        var pause = TimeSpan.FromMilliseconds(1);
        for (var found = Stopped(); found.Count > 0; found = Stopped())
        {
            foreach (var process in found)
            {
                Libc.Kill(process.Pid, Libc.SignalKill);
                Libc.WaitPid(process.Pid, out _, Libc.WaitNoHang);
            }

            if (watch.Elapsed > Patience)
            {
                return false;
            }

            // Dying takes CPU time, which whoever looks too often takes away.
            Thread.Sleep(pause);
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 2, 50));
        }

        return true;
    }

    /// <summary>
    /// What is left, every process of it stopped. It is looked for again until there is no new one: a stopped process cannot
    /// fork, so none escapes between being seen and being killed.
    /// </summary>
    private List<RunningProcess> Stopped()
    {
        var watch = Stopwatch.StartNew();
        var stopped = new HashSet<int>();
        var found = Leftovers();
        while (found.Where(process => process.Alive && stopped.Add(process.Pid)).ToList() is { Count: > 0 } fresh && watch.Elapsed < Deadline)
        {
            fresh.ForEach(process => Libc.Kill(process.Pid, Libc.SignalStop));
            found = Leftovers();
        }

        return found;
    }

    /// <summary>Hundreds of processes need seconds to die; whoever waits for an answer need not wait for that.</summary>
    private async Task SweepLaterAsync()
    {
        var done = false;
        for (var watch = Stopwatch.StartNew(); !done && watch.Elapsed < Deadline * 6;)
        {
            await Task.Delay(Patience);
            lock (gate)
            {
                done = Sweep();
            }
        }
    }

    private List<RunningProcess> Leftovers()
    {
        var processes = Processes();
        var orphans = processes
            .Where(process => process.ParentPid == Environment.ProcessId && !roots.Contains(process.Pid))
            .ToList();
        return [.. orphans, .. orphans.SelectMany(orphan => Below(orphan.Pid, processes))];
    }

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
