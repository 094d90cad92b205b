using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sidecar.Native;

/// <summary>Opening and looking at paths relative to an open directory.</summary>
internal static unsafe class Descriptor
{
    private const int LongestLink = 4096;

    /// <summary>Opens a path by name from the process's own root or current directory; null with <paramref name="error"/> set when that fails.</summary>
    internal static SafeFileHandle? Open(string path, int flags, out int error) =>
        Wrap(Libc.OpenAt(Libc.CurrentDirectory, path, flags | Libc.OpenCloseOnExec, 0), out error);

    /// <summary>Opens a name in a directory; null with <paramref name="error"/> set when that fails.</summary>
    internal static SafeFileHandle? OpenAt(SafeFileHandle directory, string name, int flags, out int error, uint mode = 0)
    {
        var handle = Wrap(Libc.OpenAt((int)directory.DangerousGetHandle(), name, flags | Libc.OpenCloseOnExec, mode), out error);
        GC.KeepAlive(directory);
        return handle;
    }

    /// <summary>The target of a symbolic link in a directory; null when the name is not a link.</summary>
    internal static string? LinkTarget(SafeFileHandle directory, string name)
    {
        var buffer = stackalloc byte[LongestLink];
        var length = Libc.ReadLinkAt(directory, name, buffer, LongestLink);
        return length < 0 ? null : FileName.Text(new ReadOnlySpan<byte>(buffer, (int)length));
    }

    /// <summary>What an open file is.</summary>
    /// <exception cref="IOException">The kernel does not say.</exception>
    internal static FileStatus Status(SafeFileHandle handle)
    {
        FileStatus status;
        if (Libc.StatX(handle, "", Libc.AtEmptyPath, Libc.StatxBasic, &status) != 0)
        {
            throw new IOException($"statx failed: {Libc.Message(Marshal.GetLastPInvokeError())}");
        }

        return status;
    }

    private static SafeFileHandle? Wrap(int descriptor, out int error)
    {
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }
}
