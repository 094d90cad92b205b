using System.Globalization;

namespace Harness.Checks.Running;

/// <summary>RUN021: what users run is not in the logs.</summary>
internal sealed class NothingIsLogged() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN021",
        Title = "Neither a program nor its output nor main's environment is in the containers' logs",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "Logs are collected, kept and read by others than the user. What a program says, and what an environment holds, may be secrets.",
        Remedy = "Log that something ran, how long and with which status; never code, output or variables, not at the level debug either.",
        BreaksWith = "a sidecar that logs what it runs, or with which environment",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                log.info("running %s with %s", command, environ)
                """,
            Mend =
                """
                # in the sidecar
                log.info("ran for %d ms, exit code %d", milliseconds, exit_code)
                """,
        },
    },
    "LANG001")
{
    private const string Expected = "after a program with a word of its own has run, neither that word nor a value of main's environment is in the logs";

    // A shorter value is anybody's word.
    private const int ShortestValue = 12;

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var word = await subject.Programs.GreetAsync(cancellation);
        var logs = await subject.Sandbox.AllLogsAsync(cancellation);
        var main = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        var assignments = main is null || Environ.Of(main) is not { } environ ? [] : Environ.Decode(environ);
        var values = assignments.Select(assignment => assignment.Split('=', 2)).Where(parts => parts is [_, { Length: >= ShortestValue }]).ToList();
        var logged = values.Where(parts => logs.Contains(parts[1], StringComparison.Ordinal)).Select(parts => parts[0]).ToList();
        List<string> problems =
        [
            .. logs.Contains(word, StringComparison.Ordinal) ? ["a word is in the logs that only the program's code and output have"] : Array.Empty<string>(),
            .. logged.Count > 0 ? [$"values of main's environment are in the logs: {string.Join(", ", logged)}"] : Array.Empty<string>(),
        ];
        if (problems.Count > 0)
        {
            problems.Add(await subject.Sandbox.LogsAsync(cancellation));
        }

        return Finding.Of(problems, Expected, string.Create(CultureInfo.InvariantCulture, $"neither it nor one of {values.Count} values is there"));
    }
}
