using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN025: the sidecar survives a program that starts processes without end, and ends it in time.</summary>
internal sealed class ForkBombIsEnded() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN025",
        Title = "A fork bomb is ended within a second of its limit, and the sidecar runs the next program",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "Python, for any sidecar, on every backend, in a sandbox of its own",
        Why = "Its processes count against the sidecar's limits and compete with it for CPU time: one user's fork bomb stops everybody's executions.",
        Remedy = "Give the container a limit on processes (docker --pids-limit, the kubelet's podPidsLimit), start the threads that end programs before "
            + "the first program, kill the process group first, and let programs yield to the sidecar (SCHED_IDLE or nice 19).",
        BreaksWith = "a sidecar that looks for each process by itself before it ends any",
        Example = new()
        {
            Fault =
                """
                # in the sidecar: each new process is looked for and killed, and others start meanwhile
                for pid in descendants(root): kill(pid, SIGKILL)
                """,
            Mend =
                """
                # in the sidecar: at once whoever did not leave the group, then the rest
                killpg(root, SIGKILL)
                """,
        },
    },
    "RUN012")
{
    private const string Expected = "exit code 124 within a second of the limit, and hello runs afterwards";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language) => HarmfulRun.Has(language);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.HarmfulAsync(cancellation);
        List<string> problems = [];
        if (run.Bomb.Response?.ExitCode != TreeProgram.TimeoutExitCode)
        {
            problems.Add($"the program that starts up to {HarmfulRun.MostProcesses} processes: {run.Bomb}");
        }
        else if (run.IsBombLate)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"the answer took {run.Bomb.Elapsed.TotalSeconds:0.00} s with a limit of {HarmfulRun.Limit.TotalSeconds:0} s"));
        }

        if (run.Afterwards.Response?.ExitCode != 0)
        {
            problems.Add($"hello afterwards: {run.Afterwards}");
        }

        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"limit {HarmfulRun.Limit.TotalSeconds:0} s, answer after {run.Bomb.Elapsed.TotalSeconds:0.00} s; hello ran afterwards"));
    }
}
