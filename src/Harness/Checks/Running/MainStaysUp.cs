using System.Globalization;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN001: main runs as <c>sleep infinity</c> and goes on running.</summary>
public sealed class MainStaysUp() : SandboxCheck(new CheckInfo(
    "RUN001",
    "main stays up as 'sleep infinity', without a restart",
    "Lesson 13: the default CMD",
    "every language, on every backend",
    "The sidecar finds main by this process and enters its mount namespace. When it ends, no code can run; when it is another one, it is not found.",
    "Set CMD [\"sleep\", \"infinity\"] and copy /usr/bin/sleep and /usr/bin/env with their libraries into the final stage.",
    "a CMD that ends"))
{
    private const string Expected =
        "main runs without a restart, its process has the arguments 'sleep infinity', and it is the same process at a second look";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var first = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        var second = await subject.Main.LookAgainAsync(cancellation);
        var state = await subject.Sandbox.MainStateAsync(cancellation);

        List<string> problems = [];
        if (!state.Running)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"main does not run: exit code {state.ExitCode}, {state.Detail}"));
        }

        if (state.Restarts > 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"main was restarted {state.Restarts} times"));
        }

        if (first is null)
        {
            problems.Add($"no process in main has the arguments 'sleep infinity'; the processes are:{Environment.NewLine}{Evidence.Of(second.Processes)}");
        }
        else if (!second.MainCandidates.Any(candidate => IsSame(candidate, first)))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"the process with pid {first.Pid} was gone at the second look"));
        }

        if (problems.Count > 0 && await subject.Sandbox.LogsAsync(cancellation) is { Length: > 0 } logs)
        {
            problems.Add($"what the containers wrote:{Environment.NewLine}{logs}");
        }

        return Finding.Of(
            problems, Expected, string.Create(CultureInfo.InvariantCulture, $"pid {first?.Pid} '{Evidence.Of(first?.Argv ?? [])}' at both looks, no restart"));
    }

    private static bool IsSame(ProbedProcess one, ProbedProcess other) => one.Pid == other.Pid && one.StartTime == other.StartTime;
}
