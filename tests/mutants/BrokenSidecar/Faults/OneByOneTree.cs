using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Needs its time for each process that a program has running, and ends none before it has looked at all.</summary>
internal sealed class OneByOneTree(IProcessTree tree) : IProcessTree
{
    private const int Many = 30;

    public ChildProcess Start(Func<ChildProcess> start) => tree.Start(start);

    public void Kill(ChildProcess root)
    {
        if (new ProcFileSystem().Pids().Count() > Many)
        {
            Thread.Sleep(TimeSpan.FromSeconds(3));
        }

        tree.Kill(root);
    }

    public int Finish(ChildProcess root) => tree.Finish(root);
}
