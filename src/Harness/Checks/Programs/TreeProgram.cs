using System.Globalization;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>
/// Runs the tree program: it starts a process in a session of its own and never ends by itself. While it runs it is a
/// decoy, and its end shows what a timeout does.
/// </summary>
/// <param name="send">Sends the program: its marker and its limit in seconds.</param>
/// <param name="hello">How long a small program of the language takes.</param>
/// <param name="main">Looks at the processes.</param>
/// <param name="clock">Measures.</param>
internal sealed class TreeProgram(
    Func<string, int, CancellationToken, Task<ExecuteResponse>> send,
    Func<CancellationToken, Task<ExecuteResponse>> hello,
    MainProcess main,
    TimeProvider clock)
{
    /// <summary>What its source names as the program to start.</summary>
    public const string Sleep = "/usr/bin/sleep";

    /// <summary>How long after the limit the answer may come and processes may still be there.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>How long after the limit an answer is waited for, so that a late one can be told from none.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The exit code of a program that its limit has ended.</summary>
    public const int TimeoutExitCode = 124;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    /// <summary>More than a day in seconds, which nobody else sleeps: what the process is recognised by.</summary>
    public static string NewMarker() => string.Create(CultureInfo.InvariantCulture, $"86400.{Random.Shared.NextInt64(1_000_000_000, 10_000_000_000)}");

    /// <summary>Starts it, and returns when its processes were seen or cannot be any more.</summary>
    public async Task<TreeRun> StartAsync(CancellationToken cancellation)
    {
        // The limit holds for compiling too: it must leave the program time to start and be seen. When it did not, there is more.
        var small = TimeSpan.FromMilliseconds((await hello(cancellation)).ExecutionTimeMs);
        for (var seconds = 2 + (int)(small + main.LookTime).TotalSeconds; ; seconds *= 2)
        {
            var run = await WatchAsync(seconds, small, cancellation);
            if (run.Seen
                || seconds * 2 > ProgramRunner.LongestTimeout
                || (await run.End).Response is not { TimedOut: true } and not { ExitCode: TimeoutExitCode })
            {
                return run;
            }
        }
    }

    private async Task<TreeRun> WatchAsync(int seconds, TimeSpan small, CancellationToken cancellation)
    {
        var marker = NewMarker();
        var limit = TimeSpan.FromSeconds(seconds);
        var end = EndAsync(marker, limit, seconds, cancellation);

        // A look takes the sidecar's CPU time from the compiler: none before it can show anything.
        await WaitAsync(end, small, cancellation);
        while (true)
        {
            var ended = end.IsCompleted;
            var run = new TreeRun(marker, limit, await main.LookAgainAsync(cancellation), end);
            if (run.Seen || ended)
            {
                return run;
            }

            await WaitAsync(end, small / 4 + Shortest, cancellation);
        }
    }

    private async Task<TreeEnd> EndAsync(string marker, TimeSpan limit, int seconds, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        ExecuteResponse? response;
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            patience.CancelAfter(limit + Patience);
            try
            {
                response = await send(marker, seconds, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                response = null;
            }
        }

        var elapsed = clock.GetElapsedTime(start);
        return new TreeEnd(response, elapsed, await LeftAsync(marker, start, limit + Grace, cancellation));
    }

    /// <summary>The processes with the marker: looked at once at least, and until the deadline as long as there are any.</summary>
    private async Task<IReadOnlyList<ProcessSummary>> LeftAsync(string marker, long start, TimeSpan deadline, CancellationToken cancellation)
    {
        while (true)
        {
            var last = clock.GetElapsedTime(start) >= deadline;
            var look = await main.LookAgainAsync(cancellation);
            var left = look.Processes.Where(process => process.Argv.Contains(marker)).ToList();
            if (left.Count == 0 || last)
            {
                return left;
            }

            await Task.Delay(Shortest, cancellation);
        }
    }

    private static async Task WaitAsync(Task end, TimeSpan longest, CancellationToken cancellation) =>
        await Task.WhenAny(end, Task.Delay(longest, cancellation));
}
