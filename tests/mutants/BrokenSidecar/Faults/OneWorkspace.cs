using Sidecar.Execution;

namespace BrokenSidecar.Faults;

/// <summary>Gives every execution the same directory.</summary>
internal sealed class OneWorkspace(string root) : IWorkspaces
{
    public Workspace Create()
    {
        var path = Path.Combine(root, "execution");
        Directory.CreateDirectory(path);
        return new Workspace(path, _ => { });
    }
}
