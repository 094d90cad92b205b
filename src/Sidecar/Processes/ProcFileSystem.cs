using System.Globalization;
using System.Text;

namespace Sidecar.Processes;

/// <summary>Reads <c>/proc</c>. A process that ends while it is read is simply not there.</summary>
/// <param name="root">Where the file system is mounted; a test gives a directory of its own.</param>
internal sealed class ProcFileSystem(string root = "/proc")
{
    /// <summary>The mount namespace of the reading process itself.</summary>
    internal string OwnMountNamespace =>
        LinkTarget("self/ns/mnt") ?? throw new IOException($"{root}/self/ns/mnt cannot be read: is /proc mounted?");

    /// <summary>Every process, in the order of process ids.</summary>
    internal IReadOnlyList<ProcessEntry> Processes() => [.. Pids().Select(Process).OfType<ProcessEntry>()];

    /// <summary>The ids of every process, ascending.</summary>
    internal IEnumerable<int> Pids() =>
        Directory.EnumerateDirectories(root)
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Order();

    /// <summary>One process; null when it is not there.</summary>
    internal ProcessEntry? Process(int pid) =>
        Stat(pid) is { } stat && Argv(pid) is { } argv
            ? new ProcessEntry(pid, stat.ParentPid, stat.State, stat.StartTime, argv, Namespace(pid, "mnt"), ControlGroup(pid))
            : null;

    /// <summary>A process's parent, state and start time; null when it is not there.</summary>
    internal ProcessStat? Stat(int pid) => Text(pid, "stat") is { Length: > 0 } text ? ProcessStat.Parse(text) : null;

    /// <summary>A process's argument vector; null when it is not there.</summary>
    internal IReadOnlyList<string>? Argv(int pid) =>
        Text(pid, "cmdline") is not { } text ? null : text.Length == 0 ? [] : text.TrimEnd('\0').Split('\0');

    /// <summary>A namespace link of a process, for example <c>mnt:[4026532201]</c>; null when it may not be read.</summary>
    internal string? Namespace(int pid, string name) => LinkTarget($"{pid}/ns/{name}");

    /// <summary>The bytes of a process's environment.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user or has more capabilities.</exception>
    internal byte[] Environ(int pid) => File.ReadAllBytes($"{root}/{pid}/environ");

    /// <summary>A text file of a process; null when it is not there or may not be read.</summary>
    internal string? Text(int pid, string name) => Text($"{pid}/{name}");

    private string? Text(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"{root}/{path}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The lines of a process's status by name.</summary>
    internal IReadOnlyDictionary<string, string> Status(int pid) =>
        (Text(pid, "status") ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1].Trim());

    /// <summary>The interfaces that a route of the reader's network namespace leads to; null when the routes cannot be read.</summary>
    internal IReadOnlyList<string>? RoutedInterfaces()
    {
        // IPv4's table has a heading and the interface in front; IPv6's has none and the interface at the end, and is not there without IPv6.
        return Text("self/net/route") is not { } routes
            ? null
            : [.. routes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t', ' ')[0])
                .Concat((Text("self/net/ipv6_route") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[^1]))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)];
    }

    private string? ControlGroup(int pid) => Text(pid, "cgroup") is { } groups && groups != Text("self/cgroup") ? groups : null;

    private string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(Path.Combine(root, path)).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
