using System.Runtime.InteropServices;
using Sidecar.Files;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>Directories with random names, open to the sidecar's user only: that is who programs run as.</summary>
/// <param name="root">The volume.</param>
/// <param name="remover">The thread on which they are removed.</param>
/// <param name="report">Told what could not be removed.</param>
internal sealed class Workspaces(string root, Terminator remover, Action<string> report) : IWorkspaces
{
    /// <summary>What the directories' names begin with; the files interface leaves them out.</summary>
    internal const string Prefix = ".execution-";

    private const uint OwnerOnly = 0x1c0; // 0700

    // An answer waits this long for its directory to be removed; a program may have left a million files.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    public Workspace Create()
    {
        // Not from System.Security.Cryptography: that is OpenSSL, which the image does not have.
        var name = $"{Prefix}{Guid.NewGuid():N}";
        using var parent = Descriptor.Open(root, Libc.OpenPath | Libc.OpenDirectory, out var error) ?? throw Refuse(error);
        if (Libc.MakeDirectoryAt(parent, name, OwnerOnly) != 0)
        {
            throw Refuse(Marshal.GetLastPInvokeError());
        }

        var directory = Descriptor.OpenAt(parent, name, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenNoFollow, out error) ?? throw Refuse(error);
        return new Workspace(Path.Combine(root, name), directory, () => RemoveAsync(name));
    }

    /// <summary>
    /// Removes what a sidecar left that was ended in the middle of it. What there is is looked for now, before the first
    /// execution, and removed behind it.
    /// </summary>
    internal Task RemoveOldAsync()
    {
        var old = new List<string>();
        try
        {
            using var volume = Descriptor.Open(root, Libc.OpenReadOnly | Libc.OpenDirectory, out _);
            while (volume is not null && DirectoryEntries.Next(volume) is { } names)
            {
                old.AddRange(names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)));
            }
        }
        catch (IOException e)
        {
            report($"{root} could not be looked through for directories of earlier executions: {e.Message}");
        }

        return remover.RunAsync(() =>
        {
            old.ForEach(Remove);
            return true;
        });
    }

    private async Task RemoveAsync(string name)
    {
        var removed = remover.RunAsync(() =>
        {
            Remove(name);
            return true;
        });
        await Task.WhenAny(removed, Task.Delay(Patience));
    }

    private void Remove(string name)
    {
        try
        {
            DirectoryRemoval.Remove(root, name);
        }
        catch (IOException e)
        {
            report($"{name} could not be removed from the volume, where it takes up room: {e.Message}");
        }
    }

    private IOException Refuse(int error) => error switch
    {
        Libc.NoSpace => new VolumeFullException($"The volume at {root} is full, so no program can be put there."),
        Libc.AccessDenied => new IOException(
            $"{root} is not writable for the sidecar's user, so no program can be put there: mount the volume with its group."),
        _ => new IOException($"{root} takes no directory for the program: {Libc.Message(error)}."),
    };
}
