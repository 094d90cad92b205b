using System.Runtime.InteropServices;

namespace Sidecar.Native;

/// <summary>The kernel's <c>struct statx</c>, which has one layout on every architecture; only the fields that are used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    [FieldOffset(20)] internal uint Uid;
    [FieldOffset(24)] internal uint Gid;
    [FieldOffset(28)] internal ushort Mode;
    [FieldOffset(32)] internal ulong Inode;
    [FieldOffset(40)] internal ulong Size;
    [FieldOffset(136)] internal uint DeviceMajor;
    [FieldOffset(140)] internal uint DeviceMinor;

    /// <summary>The device number as <c>stat</c> shows it.</summary>
    internal readonly long Device =>
        ((long)(DeviceMajor & 0xfffff000) << 32) | ((long)(DeviceMajor & 0xfff) << 8)
        | ((long)(DeviceMinor & 0xffffff00) << 12) | (DeviceMinor & 0xff);

    /// <summary>What the file is, in the protocol's words.</summary>
    internal readonly string Type => (Mode & 0xf000) switch
    {
        0x8000 => "file",
        0x4000 => "directory",
        0xa000 => "link",
        0x1000 => "fifo",
        0xc000 => "socket",
        _ => "device",
    };

    internal readonly bool IsDirectory => (Mode & 0xf000) == 0x4000;

    internal readonly bool IsRegular => (Mode & 0xf000) == 0x8000;
}
