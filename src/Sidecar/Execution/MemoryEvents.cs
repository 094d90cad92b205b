using System.Globalization;

namespace Sidecar.Execution;

/// <summary>Reads the events of the sidecar's own control group, of version 2 or 1: programs stay in it, also when they have entered main.</summary>
/// <param name="root">Where control groups are mounted; a test gives a directory of its own.</param>
internal sealed class MemoryEvents(string root = "/sys/fs/cgroup") : IMemoryEvents
{
    private const string Key = "oom_kill ";

    private readonly string[] files = [$"{root}/memory.events", $"{root}/memory/memory.oom_control"];

    public long? Kills() => files.Select(Read).FirstOrDefault(count => count is not null);

    private static long? Read(string file)
    {
        try
        {
            return File.ReadLines(file)
                .Where(line => line.StartsWith(Key, StringComparison.Ordinal))
                .Select(line => long.Parse(line.AsSpan(Key.Length), NumberStyles.None, CultureInfo.InvariantCulture))
                .Cast<long?>()
                .FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
