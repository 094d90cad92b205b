using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sidecar.Native;

/// <summary>The names in an open directory.</summary>
internal static class DirectoryEntries
{
    // struct linux_dirent64: inode and offset of 8 bytes each, length of 2, type of 1, and the name.
    private const int LengthOffset = 16;
    private const int NameOffset = 19;
    private const int BlockSize = 64 * 1024;

    /// <summary>The next names from where the descriptor stands, without <c>.</c> and <c>..</c>; null at the end.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    internal static unsafe IReadOnlyList<string>? Next(SafeFileHandle directory)
    {
        var block = new byte[BlockSize];
        nint length;
        fixed (byte* start = block)
        {
            while ((length = Libc.GetDirectoryEntries(directory, start, BlockSize)) < 0)
            {
                if (Marshal.GetLastPInvokeError() is var error && error != Libc.Interrupted)
                {
                    // A directory that was removed meanwhile has no entries.
                    return error == Libc.NoSuchEntry ? null : throw new IOException($"a directory cannot be read: {Libc.Message(error)}");
                }
            }
        }

        if (length == 0)
        {
            return null;
        }

        var names = new List<string>();
        for (var rest = block.AsSpan(0, (int)length); !rest.IsEmpty;)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(rest[LengthOffset..]);
            var name = rest[NameOffset..size];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                names.Add(FileName.Text(name));
            }

            rest = rest[size..];
        }

        return names;
    }
}
