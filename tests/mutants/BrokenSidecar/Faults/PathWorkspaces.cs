using Sidecar.Execution;
using Sidecar.Native;

namespace BrokenSidecar.Faults;

/// <summary>Removes an execution's directory by its paths.</summary>
internal sealed class PathWorkspaces(string root) : IWorkspaces
{
    public Workspace Create()
    {
        var path = Directory.CreateDirectory(Path.Combine(root, $".execution-{Guid.NewGuid():N}")).FullName;
        return new Workspace(path, Descriptor.Open(path, Libc.OpenReadOnly | Libc.OpenDirectory, out _)!, () =>
        {
            Directory.Delete(path, recursive: true);
            return Task.CompletedTask;
        });
    }
}
