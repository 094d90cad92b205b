using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>
/// Reads one output stream to its end and keeps at most a limit of it. What comes after is read and dropped, so that the
/// program is never blocked by a full pipe and memory never grows with what it prints.
/// </summary>
/// <param name="limit">Bytes that are kept.</param>
internal sealed class OutputCapture(int limit)
{
    private const int BlockSize = 64 * 1024;

    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> kept = new();
    private bool truncated;

    /// <summary>Whether something was dropped.</summary>
    internal bool Truncated
    {
        get
        {
            lock (gate)
            {
                return truncated;
            }
        }
    }

    /// <summary>What was kept so far, as text; a UTF-8 sequence that the limit cut in two is left out.</summary>
    internal string Text
    {
        get
        {
            lock (gate)
            {
                var bytes = kept.WrittenSpan;
                return Encoding.UTF8.GetString(truncated ? bytes[..WholeCharacters(bytes)] : bytes);
            }
        }
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            var room = limit - kept.WrittenCount;
            truncated |= bytes.Length > room;
            kept.Write(bytes[..Math.Min(room, bytes.Length)]);
        }
    }

    /// <summary>
    /// Reads a pipe until every writer has closed it. Runs on a thread of its own: a read from a pipe blocks, and many
    /// executions at once would starve the thread pool.
    /// </summary>
    internal Task DrainAsync(SafeFileHandle pipe) =>
        Task.Factory.StartNew(() => Drain(pipe), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private unsafe void Drain(SafeFileHandle pipe)
    {
        using (pipe)
        {
            var block = new byte[BlockSize];
            fixed (byte* start = block)
            {
                while (true)
                {
                    var count = Libc.Read(pipe, start, BlockSize);
                    if (count > 0)
                    {
                        Append(block.AsSpan(0, (int)count));
                    }
                    else if (count == 0)
                    {
                        return;
                    }
                    else if (Marshal.GetLastPInvokeError() is var error && error != Libc.Interrupted)
                    {
                        throw new IOException($"the program's output could not be read: {Libc.Message(error)}");
                    }
                }
            }
        }
    }

    /// <summary>The length without a trailing sequence whose last bytes are missing.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        var lead = bytes.Length - 1;
        while (lead > 0 && bytes.Length - lead < 4 && (bytes[lead] & 0xC0) == 0x80)
        {
            lead--;
        }

        return lead >= 0 && Rune.DecodeFromUtf8(bytes[lead..], out _, out _) == OperationStatus.NeedMoreData
            ? lead
            : bytes.Length;
    }
}
