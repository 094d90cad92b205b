using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Files;

/// <summary>
/// Removes a directory with all that is in it, however deep. Directories that are not empty are moved up into the one that is
/// removed, each once, so that no path grows, three descriptors suffice, and nothing calls itself. No link is followed.
/// </summary>
internal static class DirectoryRemoval
{
    private const uint OwnerOnly = 0x1c0; // 0700

    // Who adds files as fast as they are removed must not keep the thread for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Removes the directory; nothing happens when there is none.</summary>
    /// <exception cref="IOException">Something in it cannot be removed, or the parent cannot be opened.</exception>
    internal static void Remove(string parentPath, string name)
    {
        using var parent = Descriptor.Open(parentPath, Libc.OpenPath | Libc.OpenDirectory, out var error)
            ?? throw new IOException($"{parentPath} cannot be opened: {Libc.Message(error)}");
        if (IsGone(parent, name))
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        var moved = 0L;
        using var root = OpenUnlocked(parent, name);
        while (!IsGone(parent, name))
        {
            if (watch.Elapsed > Deadline)
            {
                throw new IOException("files are added to it as fast as they are removed");
            }

            using var listed = Listed(root);
            while (DirectoryEntries.Next(listed) is { } entries)
            {
                foreach (var entry in entries.Where(entry => !IsGone(root, entry)))
                {
                    Empty(root, entry, ref moved);
                }
            }
        }
    }

    /// <summary>Removes the files of a directory, moves the directories in it up and removes it.</summary>
    private static void Empty(SafeFileHandle root, string name, ref long moved)
    {
        using var directory = OpenUnlocked(root, name);
        using var listed = Listed(directory);
        while (DirectoryEntries.Next(listed) is { } entries)
        {
            foreach (var entry in entries.Where(entry => !IsGone(directory, entry)))
            {
                // Moving changes the directory itself, its "..": it must be writable for that.
                OpenUnlocked(directory, entry).Dispose();
                MoveUp(directory, entry, root, ref moved);
            }
        }

        _ = IsGone(root, name);
    }

    private static void MoveUp(SafeFileHandle directory, string name, SafeFileHandle root, ref long moved)
    {
        while (Libc.RenameAt(directory, name, root, string.Create(CultureInfo.InvariantCulture, $".removed-{moved++}")) != 0)
        {
            // A program may have used the name itself.
            if (Marshal.GetLastPInvokeError() is var error && error is not (Libc.Exists or Libc.NotEmpty or Libc.NotDirectory))
            {
                throw new IOException($"a directory cannot be moved: {Libc.Message(error)}");
            }
        }
    }

    /// <summary>Removes a file, a link or an empty directory; false when it is a directory with something in it.</summary>
    private static bool IsGone(SafeFileHandle directory, string name)
    {
        if (Libc.UnlinkAt(directory, name, 0) == 0 || Marshal.GetLastPInvokeError() is var error && error == Libc.NoSuchEntry)
        {
            return true;
        }

        if (error == Libc.IsDirectory)
        {
            if (Libc.UnlinkAt(directory, name, Libc.AtRemoveDirectory) == 0)
            {
                return true;
            }

            error = Marshal.GetLastPInvokeError();
        }

        return error switch
        {
            Libc.NoSuchEntry => true,
            Libc.NotEmpty or Libc.Exists => false,
            _ => throw new IOException($"something in it cannot be removed: {Libc.Message(error)}"),
        };
    }

    /// <summary>Opens a directory whatever permissions a program took from it, by the descriptor, so that no link can take its place.</summary>
    private static SafeFileHandle OpenUnlocked(SafeFileHandle parent, string name)
    {
        var directory = Descriptor.OpenAt(parent, name, Libc.OpenPath | Libc.OpenDirectory | Libc.OpenNoFollow, out var error)
            ?? throw new IOException($"a directory cannot be opened: {Libc.Message(error)}");
        if ((Descriptor.Status(directory).Mode & OwnerOnly) != OwnerOnly
            && Libc.ChangeMode($"/proc/self/fd/{directory.DangerousGetHandle()}", OwnerOnly) != 0)
        {
            directory.Dispose();
            throw new IOException($"a directory cannot be unlocked: {Libc.Message(Marshal.GetLastPInvokeError())}");
        }

        return directory;
    }

    /// <summary>The directory opened for reading from its beginning.</summary>
    private static SafeFileHandle Listed(SafeFileHandle directory) =>
        Descriptor.OpenAt(directory, ".", Libc.OpenReadOnly | Libc.OpenDirectory, out var error)
            ?? throw new IOException($"a directory cannot be listed: {Libc.Message(error)}");
}
