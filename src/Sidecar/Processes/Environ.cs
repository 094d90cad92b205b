namespace Sidecar.Processes;

/// <summary>The format of <c>/proc/PID/environ</c>: entries that each end with a zero byte.</summary>
internal static class Environ
{
    /// <summary>The entries, byte for byte and in order.</summary>
    internal static IReadOnlyList<byte[]> Split(ReadOnlySpan<byte> bytes)
    {
        var entries = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)0);
            entries.Add((end < 0 ? bytes : bytes[..end]).ToArray());
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }

        return entries;
    }

    /// <summary>Whether <c>env</c> takes the argument as an assignment: a name, then an equals sign.</summary>
    internal static bool IsAssignment(ReadOnlySpan<byte> entry) => entry.IndexOf((byte)'=') > 0;
}
