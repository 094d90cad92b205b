using System.Globalization;
using Harness.Checks.Programs;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN012: a timeout ends everything that a program has started, in time, and keeps what it printed.</summary>
internal sealed class TimeoutEndsTree() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN012",
        Title = "A timeout ends the whole process tree within a second of the limit and keeps the output so far",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "What keeps running after its timeout takes CPU time and memory from later programs, and can change files that no longer belong to it.",
        Remedy = "Keep every descendant below a subreaper and kill all of them at the limit, including those in a session of their own; answer 124 "
            + "with the output so far.",
        BreaksWith = "a sidecar that kills only the shell, or waits for a pipe that a daemon holds open",
        Example = new()
        {
            Fault =
                """
                # in the sidecar: what sh started in a session of its own goes on
                timeout 5 sh -c "$command"
                """,
            Mend =
                """
                # in the sidecar: every descendant stays below catatonit, where it is found and ended at the limit
                catatonit -- sh -c "$command"
                """,
        },
    },
    "LANG001")
{
    private const string Expected =
        "an answer within a second of the limit, with exit code 124 and the output so far, and no process of the program left by then";

    // Before each further run: the last one is for a machine that other sandboxes kept busy.
    private static readonly (string Words, TimeSpan Pause)[] Again =
    [
        ("at the second run, alone in the sandbox", TimeSpan.Zero),
        ("at the third run, alone in the sandbox and after a pause", TimeSpan.FromSeconds(5)),
    ];

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.Programs.TreeAsync(cancellation);
        var end = await run.End.WaitAsync(cancellation);
        var problems = Problems(run, end);
        var first = problems;
        var note = "";
        foreach (var (words, pause) in Again)
        {
            if (problems.Count == 0)
            {
                break;
            }

            // A second is short on a busy machine, and it was busy with the other programs: a sidecar that keeps to
            // its limits does so at the latest when nothing else runs.
            note = $" ({words}; the first: {first[0]})";
            run = await subject.Programs.RunTreeAloneAsync(pause, cancellation);
            end = await run.End;
            problems = Problems(run, end);
        }

        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"limit {run.Limit.TotalSeconds:0} s, answer after {end.Elapsed.TotalSeconds:0.00} s, exit code 124, 'started' kept, no process left{note}"));
    }

    private static List<string> Problems(TreeRun run, TreeEnd end)
    {
        List<string> problems = end.Response is null
            ? [string.Create(
                CultureInfo.InvariantCulture, $"no answer {TreeProgram.Patience.TotalSeconds:0} s after the limit of {run.Limit.TotalSeconds:0} s")]
            : [.. OfResponse(end.Response, end.Elapsed, run.Limit)];
        if (end.Left.Count > 0)
        {
            problems.Add($"a second after the limit these processes still ran:{Environment.NewLine}{Evidence.Of(end.Left)}");
        }

        return problems;
    }

    private static IEnumerable<string> OfResponse(ExecuteResponse response, TimeSpan elapsed, TimeSpan limit)
    {
        if (elapsed > limit + TreeProgram.Grace)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the answer took {elapsed.TotalSeconds:0.00} s with a limit of {limit.TotalSeconds:0} s (the sidecar says {response.ExecutionTimeMs} ms)");
        }

        if (response.ExitCode != TreeProgram.TimeoutExitCode)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"exit code {response.ExitCode} instead of {TreeProgram.TimeoutExitCode}; stderr: {Evidence.Quote(response.Stderr)}");
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
}
