using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN013: executions at the same time do not disturb each other.</summary>
internal sealed class ExecutionsAreIsolated() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN013",
        Title = "Eight simultaneous executions do not disturb each other",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "Users of a service do not wait for each other. When two executions share a file name, one runs or deletes the other's code, and its "
            + "user gets the other's output.",
        Remedy = "Give each execution a directory of its own for source, compiled program and intermediate files, and remove only that. Where memory "
            + "does not suffice for eight compilers, raise the sidecar's limit: programs count against it.",
        BreaksWith = "a sidecar that writes each program to the same file",
        Example = new()
        {
            Fault =
                """
                write(code, "/mnt/data/code.py")
                run("python", "/mnt/data/code.py")
                """,
            Mend =
                """
                directory = make_directory("/mnt/data", random_name)
                write(code, directory + "/code.py")
                run("python", directory + "/code.py")
                """,
        },
    },
    "LANG001")
{
    private const int Count = 8;
    private const string Expected =
        "eight executions at once, each with a greeting of its own: hello prints it and ends with 0, and what a compiler refuses is refused with it";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var hello = subject.Programs.Require(ProgramRole.Hello);
        var runs = await subject.Programs.RunAtOnceAsync(Count, cancellation);
        var problems = runs
            .Select((run, index) => (Number: index + 1, Run: run, Problems: Problems(run, hello)))
            .Where(one => one.Problems.Count > 0)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"execution {one.Number}: {string.Join("; ", one.Problems)}{Whose(one.Run, runs)}"))
            .ToList();
        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} answers, each with its own greeting, {runs.Count(run => run.Expected is null)} of them of the compiler; the longest took "
                    + $"{runs.Max(run => run.Response.ExecutionTimeMs)} ms"));
    }

    private static IReadOnlyList<string> Problems(SimultaneousRun run, ProgramDefinition hello)
    {
        var refusal = new ProgramDefinition(hello.Path, ExitCode: null, Stdout: null, []);
        IReadOnlyList<string> problems = Expectation.Problems(run.Expected is null ? refusal : hello with { Stdout = run.Expected }, run.Response);
        return problems.Count > 0 || run.Has(run) ? problems : [$"its own greeting is not in the answer: {Evidence.Of(run.Response)}"];
    }

    private static string Whose(SimultaneousRun run, IReadOnlyList<SimultaneousRun> runs) =>
        Enumerable.Range(0, runs.Count)
            .Where(index => runs[index] != run && run.Has(runs[index]))
            .Select(index => index + 1)
            .FirstOrDefault() is var other and > 0
                ? string.Create(CultureInfo.InvariantCulture, $"; that is the output of execution {other}")
                : run.Response.OutOfMemory == true ? "; memory ran out" : "";
}
