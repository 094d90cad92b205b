using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sidecar.Execution;
using Sidecar.Native;
using Sidecar.Protocol;

namespace Sidecar.Files;

/// <summary>
/// The working directory, with no way out of it. Every path is opened one component at a time, relative to the directory
/// opened before, and links are never followed: so a link that a program planted leads nowhere, not even one that
/// replaces a directory while a request is being served.
/// </summary>
/// <param name="root">The working directory.</param>
internal sealed class ConfinedDirectory(string root)
{
    private const uint NewDirectoryMode = 0x1ed; // 0755
    private const uint NewFileMode = 0x1a4; // 0644
    private const string UploadPrefix = ".upload-";

    /// <summary>All regular files, by path; what belongs to running executions and uploads is left out.</summary>
    internal IReadOnlyList<ListedFile> List()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return [.. Directory.EnumerateFiles(root, "*", options)
            .Where(path => !Path.GetFileName(path).StartsWith(UploadPrefix, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => !path.StartsWith(Workspaces.Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Listed)
            .OfType<ListedFile>()];
    }

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="OutsideDirectoryException">The path leads out of the directory.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BadRequestException">It is no regular file.</exception>
    internal FileStream OpenRead(string path)
    {
        var (parents, name) = SplitName(path);
        using var parent = OpenDirectory(parents, path, create: false);
        // Not blocking, or a fifo that a program left there would hang the request.
        var handle = Descriptor.OpenAt(parent, name, Libc.OpenReadOnly | Libc.OpenNoFollow | Libc.OpenNonBlocking, out var error)
            ?? throw Refuse(path, error);
        if (Descriptor.Status(handle).IsRegular)
        {
            return new FileStream(handle, FileAccess.Read);
        }

        handle.Dispose();
        throw new BadRequestException($"\"{path}\" is not a regular file.");
    }

    /// <summary>
    /// Stores a file, replacing one that is there; missing directories are made. The content goes to a temporary name
    /// first, so that nobody sees half a file.
    /// </summary>
    /// <exception cref="OutsideDirectoryException">The path leads out of the directory.</exception>
    /// <exception cref="BadRequestException">The path names a directory, or a file stands where a directory is needed.</exception>
    /// <exception cref="IOException">The volume is full.</exception>
    internal async Task<ListedFile> StoreAsync(string path, Stream content, CancellationToken cancellation)
    {
        var (parents, name) = SplitName(path);
        using var parent = OpenDirectory(parents, path, create: true);
        if (Descriptor.LinkTarget(parent, name) is not null)
        {
            throw Refuse(path, Libc.TooManyLinks);
        }

        var temporary = $"{UploadPrefix}{Guid.NewGuid():N}";
        var handle = Descriptor.OpenAt(parent, temporary, Libc.OpenWriteOnly | Libc.OpenCreate | Libc.OpenExclusive, out var error, NewFileMode)
            ?? throw Refuse(path, error);
        try
        {
            long size;
            await using (var file = new FileStream(handle, FileAccess.Write))
            {
                await content.CopyToAsync(file, cancellation);
                size = file.Length;
            }

            if (Libc.RenameAt(parent, temporary, parent, name) != 0)
            {
                throw Refuse(path, Marshal.GetLastPInvokeError());
            }

            return new ListedFile(string.Join('/', [.. parents, name]), size);
        }
        catch
        {
            _ = Libc.UnlinkAt(parent, temporary, 0);
            throw;
        }
    }

    /// <summary>Removes a file, or a directory that is empty.</summary>
    /// <exception cref="OutsideDirectoryException">The path leads out of the directory.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BadRequestException">It is a directory that is not empty.</exception>
    internal void Delete(string path)
    {
        var (parents, name) = SplitName(path);
        using var parent = OpenDirectory(parents, path, create: false);
        if (Descriptor.LinkTarget(parent, name) is not null)
        {
            throw Refuse(path, Libc.TooManyLinks);
        }

        if (Libc.UnlinkAt(parent, name, 0) == 0)
        {
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error != Libc.IsDirectory)
        {
            throw Refuse(path, error);
        }

        if (Libc.UnlinkAt(parent, name, Libc.AtRemoveDirectory) != 0)
        {
            throw Refuse(path, Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Makes a directory with its parents, if it is not there, and gives its absolute path.</summary>
    /// <exception cref="OutsideDirectoryException">The path leads out of the directory.</exception>
    /// <exception cref="BadRequestException">A file stands in its place.</exception>
    internal string MakeDirectory(string path)
    {
        var components = Components(path);
        OpenDirectory(components, path, create: true).Dispose();
        return Path.Combine([root, .. components]);
    }

    /// <summary>A path with its size; null when it is not a regular file, or not there any more.</summary>
    private ListedFile? Listed(string path)
    {
        using var handle = Descriptor.Open(Path.Combine(root, path), Libc.OpenPath | Libc.OpenNoFollow, out _);
        return handle is not null && Descriptor.Status(handle) is { IsRegular: true } status ? new ListedFile(path, (long)status.Size) : null;
    }

    private (string[] Parents, string Name) SplitName(string path)
    {
        var components = Components(path);
        return components.Length > 0
            ? (components[..^1], components[^1])
            : throw new BadRequestException($"\"{path}\" is the working directory itself; name a file in it.");
    }

    /// <summary>The path below the root, without <c>.</c> and <c>..</c>; an absolute path must begin with the root.</summary>
    private string[] Components(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new BadRequestException("A path cannot contain a zero byte.");
        }

        var relative = path;
        if (path.StartsWith('/'))
        {
            relative = path == root ? "" : path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..] : throw Outside(path);
        }

        var components = new List<string>();
        foreach (var component in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (component)
            {
                case ".":
                    break;
                case ".." when components.Count == 0:
                    throw Outside(path);
                case "..":
                    components.RemoveAt(components.Count - 1);
                    break;
                default:
                    components.Add(component);
                    break;
            }
        }

        return [.. components];
    }

    private SafeFileHandle OpenDirectory(IEnumerable<string> components, string path, bool create)
    {
        var flags = Libc.OpenPath | Libc.OpenDirectory;
        var current = Descriptor.Open(root, flags, out var rootError) ?? throw Refuse(root, rootError);
        foreach (var component in components)
        {
            using var parent = current;
            if (create)
            {
                // Whether it was made or was there already shows when it is opened.
                _ = Libc.MakeDirectoryAt(parent, component, NewDirectoryMode);
            }

            current = Descriptor.OpenAt(parent, component, flags | Libc.OpenNoFollow, out var error)
                ?? throw (Descriptor.LinkTarget(parent, component) is null ? Refuse(path, error) : Refuse(path, Libc.TooManyLinks));
        }

        return current;
    }

    private OutsideDirectoryException Outside(string path) =>
        new($"\"{path}\" is outside the working directory {root}.");

    private Exception Refuse(string path, int error) => error switch
    {
        Libc.TooManyLinks => new OutsideDirectoryException($"\"{path}\" leads through a symbolic link; links are not followed, since they can leave {root}."),
        Libc.NoSuchEntry => new FileNotFoundException($"\"{path}\" is not there."),
        Libc.NotDirectory => new BadRequestException($"\"{path}\" needs a directory where a file is."),
        Libc.IsDirectory or Libc.Exists => new BadRequestException($"\"{path}\" is a directory."),
        Libc.NotEmpty => new BadRequestException($"\"{path}\" is a directory with files in it; remove those first."),
        Libc.NameTooLong => new BadRequestException($"\"{path}\" has a name that is too long."),
        Libc.NoSpace => new VolumeFullException($"The volume at {root} is full."),
        Libc.AccessDenied => new UnauthorizedAccessException($"\"{path}\" may not be accessed by the sidecar's user."),
        _ => new IOException($"\"{path}\": {Libc.Message(error)}."),
    };
}
