using System.Globalization;
using System.Runtime.InteropServices;

namespace Harness.Platform.Processes;

/// <summary>Ends a process and its descendants: asked first, killed after a grace period.</summary>
internal static class ProcessTree
{
    private const int SigTerm = 15;
    private const int SigKill = 9;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Ends them.</summary>
    /// <param name="id">The process, a child of this one.</param>
    /// <param name="ended">Done when the process has ended.</param>
    /// <param name="grace">How long they have between the question and the kill.</param>
    /// <param name="kill">Kills the process and what it has started.</param>
    public static async Task EndAsync(int id, Task ended, TimeSpan grace, Action kill)
    {
        // All are found before the first is asked: once it has ended, its children are another's.
        var descendants = OperatingSystem.IsWindows() ? [] : Descendants(id);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var one in descendants.Select(one => one.Id).Prepend(id))
            {
                // A process that has just ended answers ESRCH, which is what was wanted.
                _ = Kill(one, SigTerm);
            }

            using var deadline = new CancellationTokenSource(grace);
            try
            {
                await ended.WaitAsync(deadline.Token);
                while (descendants.Exists(IsRunning))
                {
                    await Task.Delay(Pause, deadline.Token);
                }

                return;
            }
            catch (OperationCanceledException)
            {
                // One of them ignores SIGTERM.
            }
        }

        if (!ended.IsCompleted)
        {
            kill();
        }

        foreach (var survivor in descendants.Where(IsRunning))
        {
            _ = Kill(survivor.Id, SigKill);
        }
    }

    /// <summary>All descendants, by the parent ids in /proc; none where there is no /proc.</summary>
    private static List<Member> Descendants(int root)
    {
        var children = Directory.Exists("/proc")
            ? Directory.EnumerateDirectories("/proc")
                .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? Find(id) : null)
                .OfType<Member>()
                .ToLookup(one => one.Parent)
            : Array.Empty<Member>().ToLookup(one => one.Parent);
        List<Member> found = [];
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out var id))
        {
            foreach (var child in children[id])
            {
                found.Add(child);
                open.Enqueue(child.Id);
            }
        }

        return found;
    }

    /// <summary>Whether it is still that process: ids are given to others again. One that nobody has waited for has ended.</summary>
    private static bool IsRunning(Member one) => Find(one.Id) is { State: not "Z" } now && now.Started == one.Started;

    private static Member? Find(int id)
    {
        try
        {
            // "pid (name) state ppid …", the 22nd is when it started; the name may contain spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new Member(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0], fields[19]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // Ended in the meantime.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);

    /// <summary>A process, as it was when it was looked at.</summary>
    private sealed record Member(int Id, int Parent, string State, string Started);
}
