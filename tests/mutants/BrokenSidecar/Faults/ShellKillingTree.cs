using System.Diagnostics;
using Sidecar.Execution;

namespace BrokenSidecar.Faults;

/// <summary>Ends the process that it started and nothing below it, and leaves alone what an execution left behind.</summary>
internal sealed class ShellKillingTree : IProcessTree
{
    public ChildProcess Start(Func<ChildProcess> start) => start();

    public void Kill(ChildProcess root)
    {
        using var process = Process.GetProcessById(root.Pid);
        process.Kill();
    }

    public int Finish(ChildProcess root) => root.Reap();
}
