using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>A pipe from the programs of one execution to the sidecar.</summary>
internal sealed class OutputPipe : IDisposable
{
    /// <summary>Makes a pipe; neither end is inherited unless a process is started with it.</summary>
    /// <exception cref="IOException">No descriptors are left.</exception>
    internal unsafe OutputPipe()
    {
        var ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.OpenCloseOnExec) != 0)
        {
            throw new IOException($"no pipe for the program's output: {Libc.Message(Marshal.GetLastPInvokeError())}");
        }

        Reader = new SafeFileHandle(ends[0], ownsHandle: true);
        Writer = new SafeFileHandle(ends[1], ownsHandle: true);
    }

    internal SafeFileHandle Reader { get; }

    internal SafeFileHandle Writer { get; }

    /// <summary>Closes the writing end; the reader owns the other.</summary>
    public void Dispose() => Writer.Dispose();
}
