using System.Globalization;
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

    /// <summary>Directories in one another that a path may have.</summary>
    internal const int Deepest = 128;

    // What the kernel takes as a path, its zero byte included.
    private const int LongestPath = 4096;

    // Of a listing: millions of files, or paths of thousands of bytes, would be more than the sidecar's memory.
    private const int LargestListing = 4 << 20;
    private const int ListingEntry = 64;

    /// <summary>
    /// All files, by path; what belongs to running executions and uploads is left out. What is no regular file has its type with it,
    /// and so has a directory that is too deep, or closed, to be looked into.
    /// </summary>
    internal FileListing List()
    {
        using var directory = Descriptor.Open(root, Libc.OpenReadOnly | Libc.OpenDirectory, out var error) ?? throw Refuse(root, error);
        var listed = new List<ListedFile>();
        var room = LargestListing;
        List(directory, "", 1, listed, ref room);
        listed.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new FileListing(listed, room < 0 ? true : null);
    }

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="OutsideDirectoryException">The path leads out of the directory.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BadRequestException">It is no regular file.</exception>
    internal FileStream OpenRead(string path)
    {
        var (parents, name) = SplitName(path);
        using var parent = OpenDirectory(parents, path, create: false);
        if (Status(parent, name) is { IsRegular: false } other)
        {
            // Before it is opened: a socket cannot be, and a device might do something.
            throw NotRegular(path, other);
        }

        // Not blocking, or a fifo that a program puts there at this moment would hang the request.
        var handle = Descriptor.OpenAt(parent, name, Libc.OpenReadOnly | Libc.OpenNoFollow | Libc.OpenNonBlocking, out var error)
            ?? throw Refuse(path, error);
        var status = Descriptor.Status(handle);
        if (status.IsRegular)
        {
            return new FileStream(handle, FileAccess.Read);
        }

        handle.Dispose();
        throw NotRegular(path, status);
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

            return Listed(string.Join('/', [.. parents, name]), size, type: null);
        }
        catch
        {
            _ = Libc.UnlinkAt(parent, temporary, 0);
            throw;
        }
    }

    /// <summary>Removes a file of any kind, a link itself, or a directory that is empty.</summary>
    /// <exception cref="OutsideDirectoryException">The path leads out of the directory.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BadRequestException">It is a directory that is not empty.</exception>
    internal void Delete(string path)
    {
        var (parents, name) = SplitName(path);
        using var parent = OpenDirectory(parents, path, create: false);
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

    private static void List(SafeFileHandle directory, string prefix, int depth, List<ListedFile> listed, ref int room)
    {
        while (room >= 0 && DirectoryEntries.Next(directory) is { } names)
        {
            foreach (var name in names.Where(name => !name.StartsWith(UploadPrefix, StringComparison.Ordinal)))
            {
                if ((depth == 1 && name.StartsWith(Workspaces.Prefix, StringComparison.Ordinal)) || Status(directory, name) is not { } status)
                {
                    continue;
                }

                var path = prefix + name;
                if (status.IsDirectory && depth < Deepest
                    && Descriptor.OpenAt(directory, name, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenNoFollow, out _) is { } inner)
                {
                    using (inner)
                    {
                        List(inner, path + "/", depth + 1, listed, ref room);
                    }
                }
                else if ((room -= ListingEntry + path.Length) >= 0)
                {
                    listed.Add(Listed(path, status.IsRegular ? (long)status.Size : 0, status.IsRegular ? null : status.Type));
                }

                if (room < 0)
                {
                    return;
                }
            }
        }
    }

    private static ListedFile Listed(string path, long size, string? type) => new(
        FileName.Shown(path),
        size,
        type,
        FileName.IsText(path) ? null : string.Concat(FileName.Bytes(path).Select(one => IsPlain(one) ? $"{(char)one}" : $"%{one:X2}")));

    private static bool IsPlain(byte one) => one is (byte)'/' or (byte)'.' or (byte)'-' or (byte)'_' || char.IsAsciiLetterOrDigit((char)one);

    /// <summary>What a name in a directory is, not followed; null when it is not there.</summary>
    private static FileStatus? Status(SafeFileHandle directory, string name)
    {
        using var handle = Descriptor.OpenAt(directory, name, Libc.OpenPath | Libc.OpenNoFollow, out _);
        return handle is null ? null : Descriptor.Status(handle);
    }

    private Exception NotRegular(string path, FileStatus status) => status.Type == "link"
        ? Refuse(path, Libc.TooManyLinks)
        : new BadRequestException($"\"{FileName.Shown(path)}\" is a {status.Type}, not a regular file.");

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

        if (components.Find(component => FileName.Bytes(component).Length > FileName.Longest) is { } name)
        {
            throw new BadRequestException(string.Create(
                CultureInfo.InvariantCulture,
                $"The name \"{FileName.Shown(name)[..16]}…\" has "
                + $"{FileName.Bytes(name).Length} bytes; {FileName.Longest} is the most that a file system takes."));
        }

        return components.Count <= Deepest
            ? [.. components]
            : throw new BadRequestException(string.Create(
                CultureInfo.InvariantCulture, $"The path has {components.Count} names in one another; {Deepest} is the most that is served."));
    }

    private SafeFileHandle OpenDirectory(IEnumerable<string> components, string path, bool create)
    {
        var flags = Libc.OpenPath | Libc.OpenDirectory;
        var parts = components.ToList();
        if (create && FileName.Bytes(root).Length + parts.Sum(component => FileName.Bytes(component).Length + 1) is var length && length >= LongestPath)
        {
            throw new BadRequestException(string.Create(
                CultureInfo.InvariantCulture, $"The path would have {length} bytes; programs cannot use one of more than {LongestPath - 1}."));
        }

        var current = Descriptor.Open(root, flags, out var rootError) ?? throw Refuse(root, rootError);
        foreach (var component in parts)
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
        new($"\"{FileName.Shown(path)}\" is outside the working directory {root}.");

    private Exception Refuse(string path, int error) => Refuse(error, FileName.Shown(path));

    private Exception Refuse(int error, string path) => error switch
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
