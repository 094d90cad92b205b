using System.Globalization;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN018: a program cannot look into main, the sidecar or another execution, and so cannot trace them either.</summary>
internal sealed class ProgramsReadNoOtherProcess() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN018",
        Title = "A program can read neither the environment of main and the sidecar nor the memory of them and of other executions, and so cannot trace them",
        Guide = [GuideSection.ProductionSecurity, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "Programs, main and the sidecar are one user, who may trace his own processes. A program that writes the sidecar's memory forges answers "
            + "and becomes what the sidecar is; one that writes main's changes what every later program gets.",
        Remedy = "Start each program in a Landlock domain of its own (Linux 5.13 and later, with landlock in the list of security modules), as "
            + "images/sidecar/enclose.c does, and make the sidecar non-dumpable (PR_SET_DUMPABLE). Where the node's kernel has no Landlock, GET /health "
            + "says landlock_abi 0: main then stays open to its programs, so give every sandbox to one user only.",
        BreaksWith = "a sidecar that starts programs without a Landlock domain",
        Example = new()
        {
            Fault =
                """
                nsenter --target "$pid" --mount -- /usr/bin/env -i "${environ[@]}" "$@"
                """,
            Mend =
                """
                nsenter --target "$pid" --mount -- /proc/self/fd/3 /usr/bin/env -i "${environ[@]}" "$@" 3</app/enclose
                """,
        },
        NeverAlone = "Main has the program's user. Where no Landlock domain keeps main's memory from the program, none keeps the program's signals from "
            + "main, which RUN024 looks at.",
    },
    "RUN007")
{
    private const string Expected =
        "reading /proc/PID/environ of main and of the sidecar is refused, and opening /proc/PID/mem of them and of another execution, "
        + "while the program can read its own";

    private const string Self = "self";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var look = await subject.Main.FirstLookAsync(cancellation);
        List<string> problems = [];
        List<string> refusals = [];
        foreach (var (name, pid) in new[] { ("main", MainProcess.In(look)?.Pid), ("the sidecar", SidecarProcess.In(look)?.Pid) })
        {
            if (pid is not { } id)
            {
                problems.Add($"the process of {name} was not found, so nothing is proven of it");
                continue;
            }

            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/environ");
            var run = await subject.Programs.ReadAsync(path, cancellation);
            if (run.Report is not { } report)
            {
                problems.Add(
                    $"the report program did not print a report when it was to read {path}: "
                        + $"{run.Problem}{Environment.NewLine}{Evidence.Of(run.Response)}");
            }
            else if (!report.Environ.IsKnown)
            {
                problems.Add($"the program could not read its own environ, so its failure with {path} proves nothing: {report.Environ.Problem}");
            }
            else if (report.Nonce.IsKnown)
            {
                // Never the content: it may hold secrets.
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the program read {path}, {name}'s environment, "
                        + $"{report.Nonce.Value.Length} characters: it can also trace that process and write its memory, unless Yama forbids that"));
            }
            else
            {
                refusals.Add($"{name} ({path}): {report.Nonce.Problem}");
            }
        }

        var tried = await subject.Programs.TrespassAsync(cancellation);
        if (!tried.IsKnown)
        {
            problems.Add($"opening memory was not tried: {tried.Problem}");
        }
        else if (!tried.Succeeded(Memory(Self)))
        {
            problems.Add(
                "the program could not open its own memory, so its failure with that of others proves nothing: "
                + (tried.Refusal(Memory(Self)) ?? tried.Unproven(Memory(Self))));
        }
        else
        {
            foreach (var target in tried.Targets("memory"))
            {
                var name = TrespassRun.Named(target);
                tried.Judge(
                    Memory(target),
                    $"memory of {name}",
                    $"the program opened /proc/PID/mem of {name}: it can read and write all that is in that process's memory",
                    problems,
                    refusals,
                    problems);
            }
        }

        return Finding.Of(problems, Expected, string.Join("; ", refusals));
    }

    private static string Memory(string target) => $"memory:{target}";
}
