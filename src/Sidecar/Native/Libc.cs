using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sidecar.Native;

/// <summary>
/// The system calls that .NET does not offer: starting a process with an argument vector of bytes, being a subreaper,
/// reaping children that were inherited, and opening paths one component at a time.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc.so.6";

    internal const int OpenReadOnly = 0x0;
    internal const int OpenWriteOnly = 0x1;
    internal const int OpenCreate = 0x40;
    internal const int OpenExclusive = 0x80;
    internal const int OpenTruncate = 0x200;
    internal const int OpenNonBlocking = 0x800;
    internal const int OpenCloseOnExec = 0x80000;
    internal const int OpenPath = 0x200000;
    internal static readonly int OpenDirectory = IsArm ? 0x4000 : 0x10000;
    internal static readonly int OpenNoFollow = IsArm ? 0x8000 : 0x20000;

    internal const int CurrentDirectory = -100;
    internal const int AtRemoveDirectory = 0x200;
    internal const int AtEmptyPath = 0x1000;
    internal const int StatxBasic = 0x7ff;

    internal const int NoSuchEntry = 2;
    internal const int NoSuchProcess = 3;
    internal const int Interrupted = 4;
    internal const int AccessDenied = 13;
    internal const int TryAgain = 11;
    internal const int NoMemory = 12;
    internal const int NotPermitted = 1;
    internal const int NoDevice = 6;
    internal const int InvalidArgument = 22;
    internal const int NoSystemCall = 38;
    internal const int Exists = 17;
    internal const int NotDirectory = 20;
    internal const int IsDirectory = 21;
    internal const int NoSpace = 28;
    internal const int NameTooLong = 36;
    internal const int NotEmpty = 39;
    internal const int TooManyLinks = 40;

    internal const int SignalKill = 9;
    internal const int SignalStop = 19;

    internal const int WaitNoHang = 1;
    internal const int WaitExited = 4;
    internal const int WaitLeaveZombie = 0x01000000;
    internal const int WaitByPid = 1;

    internal const int GetFileFlags = 3;

    internal const short PollIn = 1;

    internal const int IdleScheduler = 5;

    // The same number on every architecture, as of every system call since Linux 5.1.
    internal const nint PidFileDescriptorOpen = 434;
    internal const nint LandlockCreateRuleset = 444;

    // A flag of it: makes nothing, and gives the version.
    internal const nint LandlockVersion = 1;

    internal const int SetDumpable = 4;
    internal const int SetChildSubreaper = 36;
    internal const int DuplicateAbove = 1030;
    internal const int SetFileFlags = 4;

    internal const nuint GetInterfaceFlags = 0x8913;
    internal const nuint SetInterfaceFlags = 0x8914;

    internal const short SpawnSetSignalDefault = 0x04;
    internal const short SpawnSetSignalMask = 0x08;
    internal const short SpawnSetSession = 0x80;

    // Two flags of open(2) have other values on arm64 than on x86-64.
    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>The words of the last system call's error number.</summary>
    internal static string Message(int error) => Marshal.GetPInvokeErrorMessage(error);

    [LibraryImport(Library, EntryPoint = "posix_spawn")]
    internal static partial int Spawn(out int pid, byte* path, void* actions, void* attributes, byte** argv, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    internal static partial int SpawnActionsInit(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    internal static partial int SpawnActionsDestroy(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    internal static partial int SpawnActionsAddDuplicate(void* actions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen")]
    internal static partial int SpawnActionsAddOpen(void* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    internal static partial int SpawnAttributesInit(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    internal static partial int SpawnAttributesDestroy(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    internal static partial int SpawnAttributesSetFlags(void* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    internal static partial int SpawnAttributesSetSignalDefault(void* attributes, void* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    internal static partial int SpawnAttributesSetSignalMask(void* attributes, void* signals);

    [LibraryImport(Library, EntryPoint = "sigfillset")]
    internal static partial int SignalsFill(void* signals);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    internal static partial int SignalsEmpty(void* signals);

    [LibraryImport(Library, EntryPoint = "sched_setscheduler", SetLastError = true)]
    internal static partial int SetScheduler(int pid, int policy, int* priority);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint SystemCall(nint number, nint first, nint second, nint third);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int FileControl(SafeFileHandle descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeFileHandle descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "getdents64", SetLastError = true)]
    internal static partial nint GetDirectoryEntries(SafeFileHandle directory, byte* buffer, nint size);

    [LibraryImport(Library, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ChangeMode(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    internal static partial int Pipe(int* ends, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeFileHandle descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    internal static partial int WaitId(int kind, int id, void* info, int options);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    internal static partial int WaitPid(int pid, out int status, int options);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int InputOutputControl(SafeHandle descriptor, nuint request, byte* argument);

    /// <summary>Names are as <see cref="FileName"/> writes them.</summary>
    internal static int OpenAt(int directory, string path, int flags, uint mode) =>
        OpenAt(directory, FileName.Terminated(path), flags, mode);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(int directory, byte[] path, int flags, uint mode);

    /// <summary>Names are as <see cref="FileName"/> writes them.</summary>
    internal static int MakeDirectoryAt(SafeFileHandle directory, string path, uint mode) =>
        MakeDirectoryAt(directory, FileName.Terminated(path), mode);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true)]
    private static partial int MakeDirectoryAt(SafeFileHandle directory, byte[] path, uint mode);

    /// <summary>Names are as <see cref="FileName"/> writes them.</summary>
    internal static int UnlinkAt(SafeFileHandle directory, string path, int flags) =>
        UnlinkAt(directory, FileName.Terminated(path), flags);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int UnlinkAt(SafeFileHandle directory, byte[] path, int flags);

    /// <summary>Names are as <see cref="FileName"/> writes them.</summary>
    internal static int RenameAt(SafeFileHandle fromDirectory, string from, SafeFileHandle toDirectory, string to) =>
        RenameAt(fromDirectory, FileName.Terminated(from), toDirectory, FileName.Terminated(to));

    [LibraryImport(Library, EntryPoint = "renameat", SetLastError = true)]
    private static partial int RenameAt(SafeFileHandle fromDirectory, byte[] from, SafeFileHandle toDirectory, byte[] to);

    /// <summary>Names are as <see cref="FileName"/> writes them.</summary>
    internal static nint ReadLinkAt(SafeFileHandle directory, string path, byte* buffer, nint size) =>
        ReadLinkAt(directory, FileName.Terminated(path), buffer, size);

    [LibraryImport(Library, EntryPoint = "readlinkat", SetLastError = true)]
    private static partial nint ReadLinkAt(SafeFileHandle directory, byte[] path, byte* buffer, nint size);

    /// <summary>Names are as <see cref="FileName"/> writes them.</summary>
    internal static int StatX(SafeFileHandle directory, string path, int flags, uint mask, FileStatus* status) =>
        StatX(directory, FileName.Terminated(path), flags, mask, status);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    private static partial int StatX(SafeFileHandle directory, byte[] path, int flags, uint mask, FileStatus* status);
}
