using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>
/// A process that the sidecar started. It remains a zombie until <see cref="Reap"/>, so that its id cannot name another
/// process in between.
/// </summary>
/// <param name="Pid">Its process id.</param>
internal sealed record ChildProcess(int Pid)
{
    // Larger than the C library's opaque structures on any architecture.
    private const int OpaqueSize = 512;

    /// <summary>
    /// Starts a program in a session of its own with an empty environment, standard input at its end and default
    /// signal handling. Arguments are bytes, because an environment is not always UTF-8.
    /// </summary>
    /// <exception cref="IOException">The program cannot be executed.</exception>
    internal static unsafe ChildProcess Start(IReadOnlyList<byte[]> argv, SafeFileHandle stdout, SafeFileHandle stderr)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        var pointers = (byte**)NativeMemory.AllocZeroed((nuint)argv.Count + 1, (nuint)sizeof(byte*));
        var nothing = stackalloc byte*[1] { null };
        Require(Libc.SpawnActionsInit(actions));
        Require(Libc.SpawnAttributesInit(attributes));
        try
        {
            for (var i = 0; i < argv.Count; i++)
            {
                pointers[i] = (byte*)NativeMemory.AllocZeroed((nuint)argv[i].Length + 1);
                argv[i].CopyTo(new Span<byte>(pointers[i], argv[i].Length));
            }

            fixed (byte* nowhere = "/dev/null\0"u8)
            {
                Require(Libc.SpawnActionsAddOpen(actions, 0, nowhere, Libc.OpenReadOnly, 0));
                Require(Libc.SpawnActionsAddDuplicate(actions, (int)stdout.DangerousGetHandle(), 1));
                Require(Libc.SpawnActionsAddDuplicate(actions, (int)stderr.DangerousGetHandle(), 2));
                Require(Libc.SpawnAttributesSetFlags(
                    attributes, Libc.SpawnSetSession | Libc.SpawnSetSignalDefault | Libc.SpawnSetSignalMask));
                Require(Libc.SignalsFill(signals));
                Require(Libc.SpawnAttributesSetSignalDefault(attributes, signals));
                Require(Libc.SignalsEmpty(signals));
                Require(Libc.SpawnAttributesSetSignalMask(attributes, signals));
                var error = Libc.Spawn(out var pid, pointers[0], actions, attributes, pointers, nothing);
                GC.KeepAlive(stdout);
                GC.KeepAlive(stderr);
                return error == 0
                    ? new ChildProcess(pid)
                    : throw new IOException($"{System.Text.Encoding.UTF8.GetString(argv[0])} could not be started: {Libc.Message(error)}");
            }
        }
        finally
        {
            _ = Libc.SpawnActionsDestroy(actions);
            _ = Libc.SpawnAttributesDestroy(attributes);
            for (var i = 0; i < argv.Count; i++)
            {
                NativeMemory.Free(pointers[i]);
            }

            NativeMemory.Free(pointers);
        }
    }

    /// <summary>Completes when the process has ended, on a thread of its own because the wait blocks.</summary>
    internal Task WaitAsync() =>
        Task.Factory.StartNew(Wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Fetches the status of the ended process: its exit code, or 128 and the signal's number as a shell says it.</summary>
    internal int Reap()
    {
        int status;
        while (Libc.WaitPid(Pid, out status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() is var error && error != Libc.Interrupted)
            {
                throw new IOException($"the status of process {Pid} is lost: {Libc.Message(error)}");
            }
        }

        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new IOException($"a process could not be prepared: {Libc.Message(error)}");
        }
    }

    private unsafe void Wait()
    {
        // siginfo_t has 128 bytes; its content is not needed.
        var info = stackalloc byte[128];
        while (Libc.WaitId(Libc.WaitByPid, Pid, info, Libc.WaitExited | Libc.WaitLeaveZombie) < 0)
        {
            if (Marshal.GetLastPInvokeError() is var error && error != Libc.Interrupted)
            {
                throw new IOException($"process {Pid} cannot be waited for: {Libc.Message(error)}");
            }
        }
    }
}
