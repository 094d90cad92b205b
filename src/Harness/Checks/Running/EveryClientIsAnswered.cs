using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN026: each of many simultaneous clients gets an answer.</summary>
internal sealed class EveryClientIsAnswered() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN026",
        Title = "Each of forty simultaneous clients gets its program's answer, or is told that it has to wait",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "Python, for any sidecar, on every backend, in a sandbox of its own",
        Why = "A program that ran and whose answer is lost is run again by whoever waited for it, on a machine that already has too much to do.",
        Remedy = "Bound the executions at once, let a bounded number of requests wait, refuse the rest with 503 and Retry-After, and take the server's "
            + "least data rates away: with little CPU time all clients are below them.",
        BreaksWith = "a sidecar that fails as soon as more than twelve programs run",
        Example = new()
        {
            Fault =
                """
                // in the sidecar: each request starts its program at once
                return await RunAsync(request);
                """,
            Mend =
                """
                // in the sidecar
                using (await gate.EnterAsync(cancellation))
                {
                    return await RunAsync(request);
                }
                """,
        },
    },
    "RUN013")
{
    private const string Expected = "for each client hello's exact output with exit code 0, or status 503; for one at least the output";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language) => HarmfulRun.Has(language);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var hello = subject.Programs.Require(ProgramRole.Hello);
        var run = await subject.HarmfulAsync(cancellation);
        var answered = run.Clients.Where(client => client.Response is { } response && Expectation.Problems(hello, response).Count == 0).ToList();
        var lost = run.Clients.Except(answered).Where(client => !client.Refused).ToList();
        List<string> problems = lost.Count > 0
            ? [string.Create(CultureInfo.InvariantCulture, $"{lost.Count} of {run.Clients.Count} clients got no right answer, the first: {lost[0]}")]
            : answered.Count == 0 ? [$"all clients were refused, the first: {run.Clients[0]}"] : [];
        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{answered.Count} of {run.Clients.Count} clients got the output, "
                    + $"{run.Clients.Count(client => client.Refused)} were told to wait; the slowest took "
                    + $"{run.Clients.Max(client => client.Elapsed).TotalSeconds:0.0} s"));
    }
}
