using System.Globalization;
using Harness.Checks.Languages;
using Harness.Catalog;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN006: the sidecar finds main, and only main, whatever else runs.</summary>
public sealed class SidecarFindsMain() : SandboxCheck(
    new CheckInfo(
        "RUN006",
        "the sidecar finds main's process, exactly one, with decoys around",
        "How it works, step 1: the sidecar finds main by scanning /proc",
        "every language, on every backend",
        "A sidecar that finds a process by the word sleep enters whatever a user has started; one that finds none, or two, runs code in the wrong place or not at all.",
        "Compare the whole argument vector with 'sleep infinity', and skip processes in the sidecar's own mount namespace and those that it started itself.",
        "a sidecar that takes any process with sleep in its command line"),
    "RUN003")
{
    private const string Expected =
        "the sidecar is ready, exactly one process qualifies as main, and programs still run in main, with 'sleep infinity' in the sidecar and a user's sleep in main";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        List<string> problems = [];
        if (await subject.Sandbox.ReadinessAsync(cancellation) is { } early)
        {
            problems.Add($"the sidecar is not ready: {early}");
            return Finding.Fail(Expected, string.Join(Environment.NewLine, problems));
        }

        // A language that cannot run a program is LANG001's to report; what is about processes can be judged without.
        var programsRun = Expectation.Problems(
            subject.Programs.Require(ProgramRole.Hello), await subject.Programs.HelloAsync(cancellation)).Count == 0;
        var before = programsRun ? await subject.Programs.ReportAsync(cancellation) : null;

        var inSidecar = await subject.Sandbox.StartInSidecarAsync(["sleep", "infinity"], cancellation);
        using var endOfDecoy = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var marker = ProgramRunner.NewMarker();
        var decoy = programsRun
            ? subject.Programs.RunTreeAsync(marker, ProgramRunner.LongestTimeout, endOfDecoy.Token)
            : Task.CompletedTask;
        try
        {
            var look = await LookAsync(subject, marker, decoy, cancellation);
            var inMain = look.Processes.Any(process => process.Argv.Contains(marker));
            if (programsRun && !inMain)
            {
                problems.Add("the tree program ended without having started a sleep, so there was no decoy in main");
            }

            if (look.MainCandidates.Count != 1)
            {
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{look.MainCandidates.Count} processes qualify as main: {string.Join(", ", look.MainCandidates.Select(candidate => candidate.Pid))}; all processes:{Environment.NewLine}{Evidence.Of(look.Processes)}"));
            }

            if (await subject.Sandbox.ReadinessAsync(cancellation) is { } refusal)
            {
                problems.Add($"with the decoys the sidecar is no longer ready: {refusal}");
            }

            // Where it lands at all is RUN007's to prove; here it must not be led astray.
            var home = MainProcess.In(look)?.Namespaces.GetValueOrDefault("mnt");
            if (before?.Report?.MountNamespace.Value is { } landed && landed == home)
            {
                var after = await subject.Programs.RunReportAsync(cancellation);
                if (after.Report?.MountNamespace.Value != landed)
                {
                    problems.Add($"before the decoys a program ran in main ({landed}), with them it did not:{Environment.NewLine}{Evidence.Of(after.Response)}");
                }
            }

            return Finding.Of(problems, Expected, Summary(look, inSidecar, inMain));
        }
        finally
        {
            await endOfDecoy.CancelAsync();
            await decoy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks until the decoy is there or cannot come any more.</summary>
    private static async Task<ProbeReport> LookAsync(SandboxSubject subject, string marker, Task decoy, CancellationToken cancellation)
    {
        while (true)
        {
            var last = decoy.IsCompleted;
            var look = await subject.Main.LookAgainAsync(cancellation);
            if (last || look.Processes.Any(process => process.Argv.Contains(marker)))
            {
                return look;
            }

            await Task.Delay(Interval, cancellation);
        }
    }

    private static string Summary(ProbeReport look, bool inSidecar, bool inMain)
    {
        var missing = (inSidecar, inMain) switch
        {
            (true, true) => "",
            (false, true) => "; without the decoy in the sidecar, which has no sleep",
            (true, false) => "; without the decoy in main, where no program could be run (see LANG001)",
            (false, false) => "; without decoys: the sidecar has no sleep, and no program could be run (see LANG001)",
        };
        return string.Create(CultureInfo.InvariantCulture, $"ready; pid {MainProcess.In(look)?.Pid} and no other{missing}");
    }
}
