using Sidecar.Execution;
using Sidecar.Native;

namespace BrokenSidecar.Faults;

/// <summary>One directory for all executions, which nobody removes, and in it one file.</summary>
internal sealed class SharedWorkspaces(string root) : IWorkspaces
{
    public Workspace Create()
    {
        var path = Directory.CreateDirectory(Path.Combine(root, ".execution-shared")).FullName;
        return new Workspace(path, Descriptor.Open(path, Libc.OpenReadOnly | Libc.OpenDirectory, out _)!, () => Task.CompletedTask) { Replaces = true };
    }
}
