using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Harness.Platform.Processes;

/// <summary>Ends a process and its descendants: asked first, killed after a grace period.</summary>
internal static class ProcessTree
{
    private const int SigTerm = 15;

    public static async Task EndAsync(Process process, TimeSpan grace)
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (var id in Descendants(process.Id).Prepend(process.Id))
            {
                // A process that has just ended answers ESRCH, which is what was wanted.
                _ = Kill(id, SigTerm);
            }

            using var deadline = new CancellationTokenSource(grace);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // It ignores SIGTERM.
            }
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>All descendants, by the parent ids in /proc; none where there is no /proc.</summary>
    private static IEnumerable<int> Descendants(int root)
    {
        var children = Directory.Exists("/proc")
            ? Directory.EnumerateDirectories("/proc")
                .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0)
                .ToLookup(ParentOf)
            : Array.Empty<int>().ToLookup(id => id);
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out var id))
        {
            foreach (var child in children[id])
            {
                yield return child;
                open.Enqueue(child);
            }
        }
    }

    private static int ParentOf(int id)
    {
        try
        {
            // "pid (name) state ppid …"; the name may contain spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0; // Ended in the meantime.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
