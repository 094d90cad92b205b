using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>
/// A process that the sidecar started. It remains a zombie until <see cref="Reap()"/>, so that its id cannot name another
/// process in between.
/// </summary>
/// <param name="Pid">Its process id.</param>
internal sealed record ChildProcess(int Pid)
{
    // Larger than the C library's opaque structures on any architecture.
    private const int OpaqueSize = 512;

    private const int FirstInherited = 3;

    /// <summary>
    /// Starts a program in a session of its own with an empty environment, standard input at its end and default
    /// signal handling. Arguments are bytes, because an environment is not always UTF-8.
    /// </summary>
    /// <exception cref="ExhaustedException">No process can be started for now.</exception>
    /// <exception cref="IOException">The program cannot be executed.</exception>
    /// <param name="argv">Its program's path and arguments.</param>
    /// <param name="stdout">Where its standard output goes.</param>
    /// <param name="stderr">Where its standard error goes.</param>
    /// <param name="inherited">What it gets as its descriptors from 3 on; each of a higher number than it gets there, or of the same.</param>
    internal static unsafe ChildProcess Start(
        IReadOnlyList<byte[]> argv, SafeFileHandle stdout, SafeFileHandle stderr, IReadOnlyList<SafeFileHandle>? inherited = null)
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
                // The last first: one whose number is taken later by another has been handed on by then.
                for (var i = (inherited?.Count ?? 0) - 1; i >= 0; i--)
                {
                    Require(Libc.SpawnActionsAddDuplicate(actions, (int)inherited![i].DangerousGetHandle(), FirstInherited + i));
                }

                Require(Libc.SpawnAttributesSetFlags(
                    attributes, Libc.SpawnSetSession | Libc.SpawnSetSignalDefault | Libc.SpawnSetSignalMask));
                Require(Libc.SignalsFill(signals));
                Require(Libc.SpawnAttributesSetSignalDefault(attributes, signals));
                Require(Libc.SignalsEmpty(signals));
                Require(Libc.SpawnAttributesSetSignalMask(attributes, signals));
                var error = Libc.Spawn(out var pid, pointers[0], actions, attributes, pointers, nothing);
                GC.KeepAlive(stdout);
                GC.KeepAlive(stderr);
                GC.KeepAlive(inherited);
                return error switch
                {
                    0 => Yielding(pid),
                    Libc.TryAgain or Libc.NoMemory => throw new ExhaustedException(
                        $"No process could be started ({Libc.Message(error)}): "
                        + "the sandbox has as many processes, or as much memory, as it may have. Try again later."),
                    _ => throw new IOException($"{System.Text.Encoding.UTF8.GetString(argv[0])} could not be started: {Libc.Message(error)}"),
                };
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

    /// <summary>Fetches the status of the ended process: its exit code, or 128 and the signal's number as a shell says it.</summary>
    internal int Reap() => Reap(Timeout.InfiniteTimeSpan)!.Value;

    /// <summary>The same; null when it has not ended in time.</summary>
    internal int? Reap(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        int? status;
        while ((status = TryReap()) is null && (patience == Timeout.InfiniteTimeSpan || watch.Elapsed < patience))
        {
            Thread.Sleep(1);
        }

        return status;
    }

    /// <summary>The status of the process if it has ended; null when it has not.</summary>
    private int? TryReap()
    {
        int found;
        int status;
        while ((found = Libc.WaitPid(Pid, out status, Libc.WaitNoHang)) < 0)
        {
            if (Marshal.GetLastPInvokeError() is var error && error != Libc.Interrupted)
            {
                throw new IOException($"the status of process {Pid} is lost: {Libc.Message(error)}");
            }
        }

        var signal = status & 0x7f;
        return found == 0 ? null : signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    /// <summary>
    /// Programs run when the sidecar does not: it shares one amount of CPU time with them, and hundreds of them would leave
    /// it a hundredth of that to end them with. Their own children inherit it, and none can take it back. Where a kernel or
    /// a filter does not have the policy, programs only yield less.
    /// </summary>
    private static unsafe ChildProcess Yielding(int pid)
    {
        var priority = 0;
        _ = Libc.SetScheduler(pid, Libc.IdleScheduler, &priority);
        return new ChildProcess(pid);
    }

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new IOException($"a process could not be prepared: {Libc.Message(error)}");
        }
    }
}
