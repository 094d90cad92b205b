using System.Globalization;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN012: a timeout ends everything that a program has started, in time, and keeps what it printed.</summary>
/// <param name="clock">Measures how long the answer takes.</param>
public sealed class TimeoutEndsTree(TimeProvider clock) : SandboxCheck(
    new CheckInfo(
        "RUN012",
        "a timeout ends the whole process tree within a second of the limit and keeps the output so far",
        "Lesson 15: the full sidecar execution flow",
        "every language, on every backend",
        "What goes on after its timeout takes the CPU and memory of those who come next, and can change files that are no longer its own.",
        "Keep every descendant below a subreaper and end all of them at the limit, those in a session of their own included; answer 124 with what was printed so far.",
        "a sidecar that ends only the shell, or waits for a pipe that a daemon holds open"),
    "LANG001")
{
    private const string Expected =
        "an answer within a second of the limit, with exit code 124 and the output so far, and no process of the program left by then";

    private const int TimeoutExitCode = 124;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);

        // The limit holds for compiling too: it must leave the program time to start.
        var hello = await subject.Programs.HelloAsync(cancellation);
        var limit = 2 + (int)Math.Ceiling(2 * hello.ExecutionTimeMs / 1000.0);
        var run = await RunAsync(subject, limit, cancellation);
        if (run is { Response: { ExitCode: TimeoutExitCode, Stdout: "" } })
        {
            // Too slow, or thrown away? With more time the difference shows.
            run = await RunAsync(subject, Math.Min(limit * 4, ProgramRunner.LongestTimeout), cancellation);
        }

        return Finding.Of(
            run.Problems,
            Expected,
            string.Create(CultureInfo.InvariantCulture, $"limit {run.Limit.TotalSeconds:0} s, answer after {run.Elapsed.TotalSeconds:0.00} s, exit code 124, 'started' kept, no process left"));
    }

    private async Task<TimedRun> RunAsync(SandboxSubject subject, int limitSeconds, CancellationToken cancellation)
    {
        var marker = ProgramRunner.NewMarker();
        var limit = TimeSpan.FromSeconds(limitSeconds);
        var start = clock.GetTimestamp();
        ExecuteResponse response;
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            patience.CancelAfter(limit + Patience);
            try
            {
                response = await subject.Programs.RunTreeAsync(marker, limitSeconds, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                var look = await subject.Main.LookAgainAsync(cancellation);
                return new TimedRun(limit, clock.GetElapsedTime(start), null, [string.Create(
                    CultureInfo.InvariantCulture,
                    $"no answer {Patience.TotalSeconds:0} s after the limit of {limitSeconds} s; the processes are:{Environment.NewLine}{Evidence.Of(look.Processes)}")]);
            }
        }

        var elapsed = clock.GetElapsedTime(start);
        List<string> problems = [.. OfResponse(response, elapsed, limit)];
        var left = await LeftOverAsync(subject, marker, start, limit + Grace, cancellation);
        if (left.Count > 0)
        {
            problems.Add($"a second after the limit these processes still ran:{Environment.NewLine}{Evidence.Of(left)}");
        }

        return new TimedRun(limit, elapsed, response, problems);
    }

    private static IEnumerable<string> OfResponse(ExecuteResponse response, TimeSpan elapsed, TimeSpan limit)
    {
        if (elapsed > limit + Grace)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the answer took {elapsed.TotalSeconds:0.00} s with a limit of {limit.TotalSeconds:0} s (the sidecar says {response.ExecutionTimeMs} ms)");
        }

        if (response.ExitCode != TimeoutExitCode)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"exit code {response.ExitCode} instead of {TimeoutExitCode}; stderr: {Evidence.Quote(response.Stderr)}");
        }

        if (response.TimedOut == false)
        {
            yield return "timed_out says false";
        }

        if (response.Stdout != "started\n")
        {
            yield return $"the output before the limit was \"started\\n\", what arrived is {Evidence.Quote(response.Stdout)}";
        }
    }

    /// <summary>The processes with the marker: looked at once at least, and until the deadline as long as there are any.</summary>
    private async Task<IReadOnlyList<ProcessSummary>> LeftOverAsync(
        SandboxSubject subject, string marker, long start, TimeSpan deadline, CancellationToken cancellation)
    {
        while (true)
        {
            var lastLook = clock.GetElapsedTime(start) >= deadline;
            var look = await subject.Main.LookAgainAsync(cancellation);
            var left = look.Processes.Where(process => process.Argv.Contains(marker)).ToList();
            if (left.Count == 0 || lastLook)
            {
                return left;
            }

            await Task.Delay(Interval, cancellation);
        }
    }

    private sealed record TimedRun(TimeSpan Limit, TimeSpan Elapsed, ExecuteResponse? Response, IReadOnlyList<string> Problems);
}
