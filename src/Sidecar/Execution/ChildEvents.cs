using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>
/// Reads the output of every child and notices when it ends, all on one thread that is there from the start. With threads
/// of their own, executions would depend on what programs leave of the limit on processes, which threads count against.
/// </summary>
internal sealed class ChildEvents : IDisposable
{
    private const int BlockSize = 64 * 1024;

    // For an end that no descriptor tells of: a kernel before 5.3, or no descriptor left.
    private const int PollingInterval = 5;

    private readonly Lock gate = new();
    private readonly List<Watch> watches = [];
    private readonly SafeFileHandle wake;
    private bool stopping;

    /// <summary>Starts the thread.</summary>
    internal ChildEvents()
    {
        var descriptor = Libc.EventDescriptor(0, Libc.OpenCloseOnExec | Libc.OpenNonBlocking);
        wake = descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"no event descriptor: {Libc.Message(Marshal.GetLastPInvokeError())}");
        new Thread(Run) { IsBackground = true, Name = "child events" }.Start();
    }

    /// <summary>
    /// Completes when the process has ended, with true, and it remains a zombie; or when its time is over, with false. What is to be
    /// done then is done here at once: each thread that a limit would have to pass through waits for its turn beside all that a
    /// program has running.
    /// </summary>
    /// <param name="child">The process.</param>
    /// <param name="deadline">When its time is over, as <see cref="Environment.TickCount64"/> counts.</param>
    /// <param name="overdue">What is to be done then.</param>
    internal async Task<bool> EndAsync(ChildProcess child, long deadline, Action overdue)
    {
        var descriptor = (int)Libc.SystemCall(Libc.PidFileDescriptorOpen, child.Pid, 0, 0);
        var watch = new EndWatch(child.Pid, descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true), deadline, overdue);
        await Add(watch).Done;
        return !watch.IsOverdue;
    }

    /// <summary>Takes everything that comes from a pipe until every writer has closed it, and closes it then.</summary>
    /// <param name="pipe">The reading end.</param>
    /// <param name="take">Gets each block.</param>
    /// <param name="abandoned">Ends the reading before that.</param>
    internal async Task DrainAsync(SafeFileHandle pipe, ReadOnlySpanAction take, CancellationToken abandoned)
    {
        _ = Libc.FileControl(pipe, Libc.SetFileFlags, Libc.FileControl(pipe, Libc.GetFileFlags, 0) | Libc.OpenNonBlocking);
        var watch = Add(new OutputWatch(pipe, take));
        await using var registration = abandoned.Register(() =>
        {
            watch.Abandoned = true;
            Wake();
        });
        await watch.Done;
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
        }

        Wake();
    }

    /// <summary>Takes a block of output.</summary>
    internal delegate void ReadOnlySpanAction(ReadOnlySpan<byte> block);

    private Watch Add(Watch watch)
    {
        lock (gate)
        {
            watches.Add(watch);
        }

        Wake();
        return watch;
    }

    private unsafe void Wake()
    {
        // Fails only when so many wait to be heard already that it is awake.
        var one = 1UL;
        _ = Libc.Write(wake, (byte*)&one, sizeof(ulong));
    }

    private unsafe void Run()
    {
        var block = new byte[BlockSize];
        var entries = new PollEntry[64];
        var current = new List<Watch>();
        while (true)
        {
            lock (gate)
            {
                if (stopping)
                {
                    wake.Dispose();
                    return;
                }

                current.Clear();
                current.AddRange(watches);
            }

            if (entries.Length <= current.Count)
            {
                Array.Resize(ref entries, current.Count * 2);
            }

            entries[0] = new PollEntry { Descriptor = (int)wake.DangerousGetHandle(), Asked = Libc.PollIn };
            for (var i = 0; i < current.Count; i++)
            {
                entries[i + 1] = new PollEntry { Descriptor = current[i].Descriptor, Asked = Libc.PollIn };
            }

            fixed (PollEntry* start = entries)
            {
                if (Libc.Poll(start, (nuint)current.Count + 1, Patience(current)) < 0)
                {
                    // Interrupted, or short of memory: the next round asks again.
                    continue;
                }
            }

            if (entries[0].Seen != 0)
            {
                fixed (byte* buffer = block)
                {
                    _ = Libc.Read(wake, buffer, sizeof(ulong));
                }
            }

            var now = Environment.TickCount64;
            for (var i = 0; i < current.Count; i++)
            {
                var watch = current[i];
                if ((entries[i + 1].Seen != 0 || watch.Descriptor < 0 || watch.Abandoned || watch.Deadline <= now) && watch.Advance(block))
                {
                    lock (gate)
                    {
                        watches.Remove(watch);
                    }
                }
            }
        }
    }

    /// <summary>Milliseconds until something has to be done although nothing happens; -1 for never.</summary>
    private static int Patience(List<Watch> current)
    {
        var now = Environment.TickCount64;
        var first = current.Count == 0 ? long.MaxValue : current.Min(watch => watch.Descriptor < 0 ? now + PollingInterval : watch.Deadline);
        return first == long.MaxValue ? -1 : (int)Math.Clamp(first - now, 0, int.MaxValue);
    }

    /// <summary>Something that is waited for.</summary>
    private abstract class Watch(SafeFileHandle? handle)
    {
        // Whoever waits goes on with a thread of the pool: this one has others to serve.
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Done => done.Task;

        internal int Descriptor { get; } = handle is null ? -1 : (int)handle.DangerousGetHandle();

        internal volatile bool Abandoned;

        internal virtual long Deadline => long.MaxValue;

        protected SafeFileHandle? Handle => handle;

        /// <summary>Takes what there is; true when nothing more will come.</summary>
        internal bool Advance(byte[] block)
        {
            try
            {
                if (!Abandoned && !Look(block))
                {
                    return false;
                }

                handle?.Dispose();
                done.SetResult();
            }
            catch (Exception e)
            {
                // One child's misfortune must not end the thread that serves all of them: who waits for it is told.
                handle?.Dispose();
                done.SetException(e);
            }

            return true;
        }

        /// <summary>Takes what there is; true when nothing more will come.</summary>
        protected abstract bool Look(byte[] block);
    }

    private sealed class EndWatch(int pid, SafeFileHandle? handle, long deadline, Action overdue) : Watch(handle)
    {
        internal override long Deadline => deadline;

        internal bool IsOverdue { get; private set; }

        protected override unsafe bool Look(byte[] block)
        {
            // siginfo_t has 128 bytes; the signal's number in front stays 0 as long as the process has not ended.
            var info = stackalloc int[32];
            info[0] = 0;
            if (Libc.WaitId(Libc.WaitByPid, pid, info, Libc.WaitExited | Libc.WaitLeaveZombie | Libc.WaitNoHang) == 0)
            {
                if (info[0] == 0 && deadline <= Environment.TickCount64)
                {
                    IsOverdue = true;
                    overdue();
                }

                return info[0] != 0 || IsOverdue;
            }

            return Marshal.GetLastPInvokeError() is var error && error == Libc.Interrupted
                ? false
                : throw new IOException($"process {pid} cannot be waited for: {Libc.Message(error)}");
        }
    }

    private sealed class OutputWatch(SafeFileHandle pipe, ReadOnlySpanAction take) : Watch(pipe)
    {
        protected override unsafe bool Look(byte[] block)
        {
            nint count;
            fixed (byte* start = block)
            {
                count = Libc.Read(Handle!, start, block.Length);
            }

            if (count >= 0)
            {
                take(block.AsSpan(0, (int)count));
                return count == 0;
            }

            return Marshal.GetLastPInvokeError() is var error && error is Libc.Interrupted or Libc.TryAgain
                ? false
                : throw new IOException($"the program's output could not be read: {Libc.Message(error)}");
        }
    }
}
