using Sidecar.Execution;

namespace BrokenSidecar.Faults;

/// <summary>One directory for all executions, which nobody removes.</summary>
internal sealed class SharedWorkspaces(string root) : IWorkspaces
{
    public Workspace Create() => new(Directory.CreateDirectory(Path.Combine(root, ".execution-shared")).FullName, _ => { });
}
