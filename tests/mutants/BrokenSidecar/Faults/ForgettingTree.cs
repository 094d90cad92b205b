using System.Collections.Concurrent;
using Sidecar.Execution;

namespace BrokenSidecar.Faults;

/// <summary>Ends a program at its limit, with all that it has, and never asks what became of it.</summary>
internal sealed class ForgettingTree(IProcessTree tree) : IProcessTree
{
    private readonly ConcurrentDictionary<int, bool> killed = [];

    public ChildProcess Start(Func<ChildProcess> start) => tree.Start(start);

    public void Kill(ChildProcess root)
    {
        killed[root.Pid] = true;
        tree.Kill(root);
    }

    public int Finish(ChildProcess root) => killed.ContainsKey(root.Pid) ? 137 : tree.Finish(root);
}
