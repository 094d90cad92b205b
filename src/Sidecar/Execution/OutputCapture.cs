using System.Buffers;
using System.Text;

namespace Sidecar.Execution;

/// <summary>
/// Keeps at most a limit of one output stream. What comes after is dropped, so that the program is never blocked by a full
/// pipe and memory never grows with what it prints.
/// </summary>
/// <param name="limit">Bytes that are kept.</param>
internal sealed class OutputCapture(int limit)
{
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
