using System.Globalization;
using Harness.Checks.Languages;
using Harness.Checks.Running;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Pods;

/// <summary>POD007: a main that the kubelet has started again is found and entered.</summary>
internal sealed class SurvivesRestart() : PodCheck(
    new CheckInfo
    {
        Id = "POD007",
        Title = "After main is killed and restarted, the sidecar finds the new process and runs code in it",
        Guide = [GuideSection.SidecarHowItWorks],
        AppliesTo = "every language, on Kubernetes, in a pod of its own with restartPolicy Always",
        Why = "A kubelet restarts a container that ends, whether it ran out of memory or a user's program killed it. The data volume outlives the "
            + "container: what the sidecar remembered, or main left there, is then stale.",
        Remedy = "In the sidecar: remember main by process id and start time, verify both before each use and search again if they do not match. In "
            + "the image: start no matter what is left in /mnt/data.",
        BreaksWith = "a sidecar that remembers main forever, or takes the first process that sleeps; a main that does not start beside a lock file "
            + "of its predecessor",
        Example = new()
        {
            Fault =
                """
                # in the sidecar: once, at its start
                main=$(find_main)
                """,
            Mend =
                """
                # in the sidecar: before each execution, by process id and start time
                [ "$(cut -d ' ' -f 22 "/proc/$main/stat")" = "$started" ] || main=$(find_main)
                """,
        },
    },
    "LANG001",
    "RUN007")
{
    private const string Expected =
        "main is another process after it was killed, hello has its exact output there, and a program reads the nonce that was planted in the new container";

    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        await using var restarting = (IPodSandbox)await subject.Siblings.StartAltered(
            spec => spec with { Name = $"{spec.Name}-restarts", Restarts = true }, cancellation);

        // A sidecar that remembers must have had something to remember.
        var before = subject.In(restarting, cancellation);
        if (await ProblemAsync(new HelloRuns(), before, cancellation) is { } early)
        {
            return Finding.Fail(Expected, $"before anything was killed, in a pod of its own: {early}");
        }

        var first = MainProcess.In(await before.Main.FirstLookAsync(cancellation));
        // Older than the new main: a sidecar that enters whatever sleeps first is led astray.
        var inSidecar = await restarting.StartInSidecarAsync(["sleep", "infinity"], cancellation);
        await restarting.RestartMainAsync(cancellation);

        var after = subject.In(restarting, cancellation);
        var look = await after.Main.FirstLookAsync(cancellation);
        if (MainProcess.In(look) is not { } second)
        {
            var state = await restarting.MainStateAsync(cancellation);
            return Finding.Fail(
                Expected,
                $"main was started again and does not stay: {state.Detail}{Environment.NewLine}{Evidence.Of(look.Processes)}{Environment.NewLine}"
                    + $"events: {await restarting.EventsAsync(cancellation)}{Environment.NewLine}{await restarting.LogsAsync(cancellation)}");
        }

        if (Identity(first) == Identity(second))
        {
            return Finding.Fail(Expected, $"main is {Identity(second)} as before: it was not restarted");
        }

        var problems = new List<string>();
        foreach (var check in (SandboxCheck[])[new HelloRuns(), new RunsInMain()])
        {
            if (await ProblemAsync(check, after, cancellation) is { } problem)
            {
                problems.Add($"after the restart: {problem}");
            }
        }

        return Finding.Of(
            problems,
            Expected,
            $"{Identity(first)} was killed, {Identity(second)} is entered{(inSidecar ? "" : "; without an older decoy in the sidecar, which has no sleep")}");
    }

    /// <summary>What another check finds amiss; null for nothing.</summary>
    private static async Task<string?> ProblemAsync(SandboxCheck check, SandboxSubject subject, CancellationToken cancellation)
    {
        try
        {
            var finding = await check.ExamineAsync(subject, cancellation);
            return finding.Passed ? null : $"{check.Id}: {finding.Observed}";
        }
        catch (SidecarException refusal)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{check.Id}: the sidecar refused with HTTP {refusal.StatusCode}: {refusal.Message}");
        }
    }

    private static string Identity(ProbedProcess? main) =>
        string.Create(CultureInfo.InvariantCulture, $"pid {main?.Pid} (started at tick {main?.StartTime}, {main?.Namespaces.GetValueOrDefault("mnt")})");
}
