namespace Sidecar.Execution;

/// <summary>Directories with random names, open to the sidecar's user only: that is who programs run as.</summary>
internal sealed class Workspaces(string root) : IWorkspaces
{
    /// <summary>What the directories' names begin with; the files interface leaves them out.</summary>
    internal const string Prefix = ".execution-";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public Workspace Create()
    {
        // Not from System.Security.Cryptography: that is OpenSSL, which the image does not have.
        var path = Path.Combine(root, $"{Prefix}{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{root} is not writable for the sidecar's user, so no program can be put there: mount the volume with its group.", e);
        }

        return new Workspace(path, Remove);
    }

    /// <summary>Removes a directory even if the program took the write permission from directories in it.</summary>
    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            Unlock(new DirectoryInfo(path));
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Unlock(DirectoryInfo directory)
    {
        File.SetUnixFileMode(directory.FullName, OwnerOnly);
        foreach (var child in directory.EnumerateDirectories().Where(child => child.LinkTarget is null))
        {
            Unlock(child);
        }
    }
}
