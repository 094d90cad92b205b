using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>
/// The pipe by which the launcher says that it could not build the wall and therefore started nothing. It is closed before a
/// program starts, so that no program can say so.
/// </summary>
internal sealed class WallReport : IDisposable
{
    private const int Longest = 4096;

    private readonly OutputPipe pipe = new();

    /// <summary>The end for the launcher.</summary>
    internal SafeFileHandle Writer => pipe.Writer;

    /// <summary>Why there is no wall, once the child has ended; null when there is nothing to say.</summary>
    internal string? Failure
    {
        get
        {
            // Never waits: what the launcher had to say is there once the child has ended, and a process that cannot be ended may hold the pipe.
            pipe.Writer.Dispose();
            _ = Libc.FileControl(pipe.Reader, Libc.SetFileFlags, Libc.OpenNonBlocking);
            return Read(pipe.Reader) is { Length: > 0 } text ? text : null;
        }
    }

    public void Dispose()
    {
        pipe.Dispose();
        pipe.Reader.Dispose();
    }

    /// <summary>Reads what there is until every writer has closed the pipe.</summary>
    internal static unsafe string Read(SafeFileHandle pipe)
    {
        var block = stackalloc byte[Longest];
        var length = 0;
        while (length < Longest)
        {
            var count = Libc.Read(pipe, block + length, Longest - length);
            if (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
            {
                continue;
            }

            if (count <= 0)
            {
                break;
            }

            length += (int)count;
        }

        return Encoding.UTF8.GetString(block, length);
    }
}
