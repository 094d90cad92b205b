using System.Globalization;
using Harness.Checks.Programs;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN016: a program that takes all the memory is said to have done so, and takes nothing else with it.</summary>
internal sealed class OutOfMemoryIsReported() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN016",
        Title = "Running out of memory is reported as such, and main and the sidecar survive it",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend, in a sandbox of its own",
        Why = "Programs count against the sidecar's memory limit, not main's: nsenter changes the namespace but not the control group. Unless the "
            + "program is the first to be killed, the kernel kills the sidecar, and with it every execution in the sandbox.",
        Remedy = "Start programs with the highest oom_score_adj (choom -n 1000), answer 137 and out_of_memory, and give the sidecar the memory that "
            + "programs should have. Where the kubelet kills the whole container (1.28 and later on cgroup v2, memory.oom.group), set "
            + "singleProcessOOMKill in its configuration.",
        BreaksWith = "a sidecar that answers as if the program had failed by itself",
        Example = new()
        {
            Fault =
                """
                nsenter --target PID --mount -- python code.py
                """,
            Mend =
                """
                choom -n 1000 -- nsenter --target PID --mount -- python code.py
                """,
        },
    },
    // It goes by the exit status; in the sandbox where hello has to have run first.
    "RUN011",
    "RUN014",
    "RUN015")
{
    private const int Killed = 137;
    private const string Expected =
        "an answer that says so (out_of_memory, or the runtime's own words), main the same process as before, and a sidecar that runs the next program";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var confined = await subject.ConfinedAsync(cancellation);
        if (confined.Memory is not { } run)
        {
            // RUN014 and RUN015 have passed, each with the other confinement taken away, or were left out; production has both.
            return Finding.Fail(
                "hello has its exact output with a read-only root and without a network at once, so that it can be seen what is left when memory runs out",
                $"it has not with both; RUN014 and RUN015 show which of them is to blame: {string.Join(Environment.NewLine, confined.Problems)}");
        }

        var limit = string.Create(
            CultureInfo.InvariantCulture,
            $"the sidecar's limit of {subject.Sandbox.Spec.Sidecar.Memory >> 20} MiB, which programs count against");
        return Finding.Of(
            [.. run.Response is null ? [] : OfResponse(run.Response), .. OfMain(run), .. OfSidecar(run)],
            Expected,
            $"{HowReported(run.Response)} at {limit}; main is the same process, and hello ran afterwards");
    }

    private static IEnumerable<string> OfResponse(ExecuteResponse response)
    {
        if (response.ExitCode == 0)
        {
            yield return $"the program that takes memory without end ended with 0: no limit held{Environment.NewLine}{Evidence.Of(response)}";
        }
        else if (response.TimedOut == true)
        {
            yield return $"the program took memory until its time limit, no other held{Environment.NewLine}{Evidence.Of(response)}";
        }
        else if (HowReported(response) is null)
        {
            yield return $"nothing says that memory ran out{Environment.NewLine}{Evidence.Of(response)}";
        }
    }

    private static IEnumerable<string> OfMain(MemoryRun run)
    {
        if (run.State is { Running: false } or { Restarts: > 0 })
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"main did not survive: exit code {run.State.ExitCode}, {run.State.Restarts} restarts, {run.State.Detail}");
        }
        else if (run.Fault is null && (run.Before?.Pid, run.Before?.StartTime) != (run.After?.Pid, run.After?.StartTime))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"main was pid {run.Before?.Pid}, afterwards it is {(run.After is null ? "not there" : $"pid {run.After.Pid}")}");
        }
    }

    private static IEnumerable<string> OfSidecar(MemoryRun run)
    {
        if (run.Fault is not null)
        {
            yield return $"the sidecar {(run.Response is null ? "gave no answer" : "no longer served afterwards")}: {run.Fault}";
        }
        else if (run.Hello is not { ExitCode: 0 })
        {
            yield return $"hello no longer ran afterwards{Environment.NewLine}{(run.Hello is null ? "no answer" : Evidence.Of(run.Hello))}";
        }
    }

    /// <summary>By whose words it is known that memory ran out; null when nothing says so.</summary>
    private static string? HowReported(ExecuteResponse? response) => response switch
    {
        { OutOfMemory: true } => string.Create(CultureInfo.InvariantCulture, $"exit code {response.ExitCode} and out_of_memory"),
        { } when Speaks(response.Stderr) => string.Create(CultureInfo.InvariantCulture, $"exit code {response.ExitCode} and the runtime's own words"),
        // All that a sidecar can say which does not know of out_of_memory.
        { OutOfMemory: null, ExitCode: Killed } => "exit code 137 (this sidecar does not say out_of_memory)",
        _ => null,
    };

    private static bool Speaks(string stderr) =>
        stderr.Contains("memory", StringComparison.OrdinalIgnoreCase) || stderr.Contains("cannot allocate", StringComparison.OrdinalIgnoreCase);
}
