using System.Globalization;

namespace Harness.Checks.Running;

/// <summary>RUN001: main runs as <c>sleep infinity</c> and goes on running.</summary>
internal sealed class MainStaysUp() : SandboxCheck(new CheckInfo
{
    Id = "RUN001",
    Title = "Main stays up as 'sleep infinity', without a restart",
    Guide = [GuideSection.MissingSleep],
    AppliesTo = "every language, on every backend",
    Why = "The sidecar finds main by this process and enters its mount namespace. When it ends, no code can run; when it is another process, it is "
        + "not found.",
    Remedy = "Set CMD [\"sleep\", \"infinity\"], and copy /usr/bin/sleep and /usr/bin/env with their libraries into the final stage.",
    BreaksWith = "a CMD that ends",
    Example = new()
    {
        Fault =
            """
            CMD ["python3", "--version"]
            """,
        Mend =
            """
            CMD ["sleep", "infinity"]
            """,
    },
})
{
    private const string Expected =
        "main's process has the arguments 'sleep infinity', and after a program was run main is still up without a restart";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var look = await subject.Main.FirstLookAsync(cancellation);
        var main = MainProcess.In(look);

        // Some work between the two looks; how it went is for other checks. That it is the same process, RUN006 compares.
        await ((Task)subject.Programs.HelloAsync(cancellation)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        var state = await subject.Sandbox.MainStateAsync(cancellation);

        List<string> problems = [];
        if (!state.Running)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"main is not running: exit code {state.ExitCode}, {state.Detail}"));
        }

        if (state.Restarts > 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"main was restarted {state.Restarts} times"));
        }

        if (main is null)
        {
            problems.Add($"no process in main has the arguments 'sleep infinity'; the processes are:{Environment.NewLine}{Evidence.Of(look.Processes)}");
        }

        if (problems.Count > 0 && await subject.Sandbox.LogsAsync(cancellation) is { Length: > 0 } logs)
        {
            problems.Add($"what the containers wrote:{Environment.NewLine}{logs}");
        }

        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture, $"pid {main?.Pid} '{Evidence.Of(main?.Argv ?? [])}', up before and after a program, no restart"));
    }
}
