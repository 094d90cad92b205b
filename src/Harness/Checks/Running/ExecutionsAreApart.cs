using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Languages;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN013: executions at the same time do not disturb each other.</summary>
public sealed class ExecutionsAreApart() : SandboxCheck(
    new CheckInfo(
        "RUN013",
        "eight executions at once do not disturb each other",
        "Lesson 15: the full sidecar execution flow",
        "every language, on every backend",
        "Users of a service do not wait for each other. With a file name that two executions share, one runs the other's code or deletes it, and its user gets the other's output.",
        "Give each execution a directory of its own for source, compiled program and everything between, and remove only that. Where memory is too short for eight compilers, raise the sidecar's limit: programs count against it.",
        "a sidecar that writes each program to the same file"),
    "LANG001")
{
    private const int Count = 8;
    private const string Expected = "eight executions of hello at once, each with a greeting of its own: each answer has exit code 0 and its own greeting";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var hello = subject.Programs.Require(ProgramRole.Hello);
        var runs = await subject.Programs.RunHelloAtOnceAsync(Count, cancellation);
        var problems = runs
            .Select((run, index) => (Number: index + 1, run.Response, Problems: Expectation.Problems(hello with { Stdout = run.Expected }, run.Response)))
            .Where(run => run.Problems.Count > 0)
            .Select(run => string.Create(CultureInfo.InvariantCulture, $"execution {run.Number}: {string.Join("; ", run.Problems)}{Whose(run.Response, runs)}"))
            .ToList();
        return Finding.Of(
            problems,
            Expected,
            string.Create(CultureInfo.InvariantCulture, $"{Count} answers, each with its own greeting; the longest took {runs.Max(run => run.Response.ExecutionTimeMs)} ms"));
    }

    private static string Whose(ExecuteResponse response, IReadOnlyList<(string Expected, ExecuteResponse Response)> runs) =>
        Enumerable.Range(0, runs.Count).Where(index => runs[index].Expected == response.Stdout).Select(index => index + 1).FirstOrDefault() is var other and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"; that is the output of execution {other}")
            : response.OutOfMemory == true ? "; memory ran out" : "";
}
