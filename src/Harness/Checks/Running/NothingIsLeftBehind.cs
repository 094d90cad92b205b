using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN027: every process that the sidecar started is ended and reaped, also where hardly any can be started.</summary>
internal sealed class NothingIsLeftBehind() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN027",
        Title = "No process and no zombie is left of programs that were ended, or could not be started properly",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "Python, for any sidecar, on every backend, in a sandbox of its own",
        Why = "A zombie counts against the limit on processes until it is reaped. A sidecar that leaves one for each failure cannot start anything in the end.",
        Remedy = "End and reap each child on every path of the code, also where a thread, a pipe or a second process could not be had, and adopt what "
            + "programs leave (PR_SET_CHILD_SUBREAPER) and reap that too.",
        BreaksWith = "a sidecar that ends programs at their limit and never fetches their status",
        Example = new()
        {
            Fault =
                """
                pid = spawn(command)
                if (!await(pid, limit)) { kill(pid, SIGKILL); return timed_out; }
                """,
            Mend =
                """
                pid = spawn(command)
                try { await(pid, limit) } finally { kill(pid, SIGKILL); waitpid(pid) }
                """,
        },
    },
    "RUN012")
{
    private const string Expected =
        "ten seconds after a fork bomb no process that was not there before it, not even a zombie, "
        + "and for whoever asked meanwhile an answer or status 503";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language) => HarmfulRun.Has(language);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.HarmfulAsync(cancellation);
        List<string> problems = run.Left.Count == 0
            ? []
            : [$"{run.Left.Count} processes are left:{Environment.NewLine}{Evidence.Of([.. run.Left.Take(10)])}"];
        problems.AddRange(run.Beside
            .Where(attempt => attempt is { Response: null, Refused: false })
            .Select(attempt => $"who asked beside the fork bomb: {attempt}"));
        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"no process left; beside it {run.Beside.Count(attempt => attempt.Response is not null)} programs ran and "
                    + $"{run.Beside.Count(attempt => attempt.Response is null)} were refused"));
    }
}
