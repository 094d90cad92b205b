using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Checks.Programs;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN006: the sidecar finds main, and only main, whatever else runs.</summary>
internal sealed class SidecarFindsMain() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN006",
        Title = "The sidecar finds main's process, and only that one, with decoys around",
        Guide = [GuideSection.MissingSleep, GuideSection.SidecarHowItWorks],
        AppliesTo = "every language, on every backend",
        Why = "A sidecar that finds a process by the word sleep enters whatever a user has started; one that finds none, or two, runs code in the "
            + "wrong place or not at all.",
        Remedy = "Compare the whole argument vector with 'sleep infinity', and skip processes in the sidecar's own mount namespace and those that it "
            + "started itself.",
        BreaksWith = "a sidecar that takes any process with sleep in its command line",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                pid=$(pgrep -n -f sleep)
                """,
            Mend =
                """
                # in the sidecar: the whole argument vector, and not in the sidecar's own mount namespace
                for pid in $(ls /proc | grep '^[0-9]'); do
                    [ "$(tr '\0' ' ' </proc/$pid/cmdline)" = "sleep infinity " ] &&
                    [ "$(readlink /proc/$pid/ns/mnt)" != "$(readlink /proc/self/ns/mnt)" ] && echo "$pid"
                done
                """,
        },
    },
    "RUN003")
{
    private const string Expected =
        "the sidecar is ready, exactly one process qualifies as main, and programs still run, with 'sleep infinity' in the sidecar and a user's sleep in main";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        if (await subject.Sandbox.ReadinessAsync(cancellation) is { } early)
        {
            return Finding.Fail(Expected, $"the sidecar is not ready: {early}");
        }

        // A language that cannot run a program is LANG001's to report; what is about processes can be judged without.
        var programsRun = Expectation.Problems(
            subject.Programs.Require(ProgramRole.Hello), await subject.Programs.HelloAsync(cancellation)).Count == 0;
        var inSidecar = await subject.Sandbox.StartInSidecarAsync(["sleep", "infinity"], cancellation);
        var tree = programsRun ? await subject.Programs.TreeAsync(cancellation) : null;
        var look = tree?.Look ?? await subject.Main.LookAgainAsync(cancellation);

        List<string> problems = [];
        if (look.MainCandidates.Count != 1)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{look.MainCandidates.Count} processes qualify as main: {string.Join(", ", look.MainCandidates.Select(candidate => candidate.Pid))}; all processes:{Environment.NewLine}{Evidence.Of(look.Processes)}"));
        }

        var (first, now) = (MainProcess.In(await subject.Main.FirstLookAsync(cancellation)), MainProcess.In(look));
        if (first is not null && now is not null && (first.Pid, first.StartTime) != (now.Pid, now.StartTime))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"main was pid {first.Pid} at first, with the decoys pid {now.Pid} is taken for it"));
        }

        // Having printed its line is as good as having been seen: only then was there no decoy to see.
        if (tree is { Seen: false } && (await tree.End).Response is not { Stdout: "started\n" })
        {
            var end = (await tree.End).Response;
            problems.Add($"before the decoys a program ran, with 'sleep infinity' in the sidecar the next did not start its own sleep:{Environment.NewLine}{(end is null ? "no answer" : Evidence.Of(end))}");
        }

        if (await subject.Sandbox.ReadinessAsync(cancellation) is { } refusal)
        {
            problems.Add($"with the decoys the sidecar is no longer ready: {refusal}");
        }

        return Finding.Of(problems, Expected, Summary(look, inSidecar, tree));
    }

    private static string Summary(ProbeReport look, bool inSidecar, TreeRun? tree)
    {
        string[] missing =
        [
            .. inSidecar ? Array.Empty<string>() : ["; without the decoy in the sidecar, which has no sleep"],
            .. tree switch
            {
                null => ["; without the decoy in main, where no program could be run (see LANG001)"],
                { Seen: false } => ["; the decoy in main ended before it could be seen"],
                _ => Array.Empty<string>(),
            },
        ];
        return string.Create(CultureInfo.InvariantCulture, $"ready; pid {MainProcess.In(look)?.Pid} and no other{string.Concat(missing)}");
    }
}
