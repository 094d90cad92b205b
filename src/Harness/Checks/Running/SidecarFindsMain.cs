using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Checks.Programs;
using Harness.Sandboxes;
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
        BreaksWith = "a sidecar that takes any process with sleep in its command line, the first or the newest one, or one that a user's program left",
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
        "the sidecar is ready, exactly one process qualifies as main, and programs run in that one and with its environment, "
        + "with an older sleep in another container, 'sleep infinity' in the sidecar and in main, and a user's sleep in main";

    // What tells a program that it was given a decoy's environment.
    private const string Mark = "KCR_DECOY";

    private static readonly string[] CommandLine = ["sleep", "infinity"];

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
        var first = await subject.Main.FirstLookAsync(cancellation);
        var inSidecar = await subject.Sandbox.StartInSidecarAsync(CommandLine, cancellation);
        // As a user's program leaves it that gave it main's environment and something of its own.
        var inMain = MainProcess.In(first) is { } main && Environ.Of(main) is { } environ
            && await subject.Sandbox.StartInMainAsync([.. Environ.Decode(environ), $"{Mark}=a user's"], CommandLine, cancellation);
        var tree = programsRun ? await subject.Programs.TreeAsync(cancellation) : null;
        var look = tree?.Look ?? await subject.Main.LookAgainAsync(cancellation);

        List<string> problems = [];
        if (look.MainCandidates.Count != 1)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{look.MainCandidates.Count} processes qualify as main: "
                    + $"{string.Join(", ", look.MainCandidates.Select(candidate => candidate.Pid))}; all processes:"
                    + $"{Environment.NewLine}{Evidence.Of(look.Processes)}"));
        }

        var (before, now) = (MainProcess.In(first), MainProcess.In(look));
        if (before is not null && now is not null && (before.Pid, before.StartTime) != (now.Pid, now.StartTime))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"main was pid {before.Pid} at first, with the decoys pid {now.Pid} is taken for it"));
        }

        // Having printed its line is as good as having been seen: only then was there no decoy to see.
        if (tree is { Seen: false } && (await tree.End).Response is not { Stdout: "started\n" })
        {
            var end = (await tree.End).Response;
            problems.Add(
                "before the decoys a program ran, with 'sleep infinity' in the sidecar the next did not start its own sleep:"
                    + $"{Environment.NewLine}{(end is null ? "no answer" : Evidence.Of(end))}");
        }

        if (await subject.Sandbox.ReadinessAsync(cancellation) is { } refusal)
        {
            problems.Add($"with the decoys the sidecar is no longer ready: {refusal}");
        }

        // Whom the probe takes says nothing of whom the sidecar takes: what it runs does. The checks of what a program
        // reports have this same run.
        if (programsRun && problems.Count == 0 && (await subject.Programs.ReportAsync(cancellation)).Report is { } report
            && Taken(report, first, look, subject.Sandbox.Spec) is { } decoy)
        {
            problems.Add(decoy);
        }

        if (problems.Count == 0 && subject.Sandbox.Spec.HasOlderDecoy && !look.Processes.Any(SidecarProcess.IsOlderDecoy))
        {
            throw new InfrastructureException(
                $"The container that sleeps and is older than main is not there: '{string.Join(' ', SandboxSpec.OlderDecoyCommand)}' "
                + "by the image's own ENTRYPOINT could not be started, or has ended. Without it, a sidecar that takes the first process that sleeps passes for "
                + "one that finds main. The ENTRYPOINT must start what CMD says; where it does, 'docker events' tells what became of the container.");
        }

        return Finding.Of(problems, Expected, Summary(look, inSidecar, inMain, tree));
    }

    /// <summary>
    /// Which decoy the sidecar took for main; null when none: that it runs code in its own place is RUN007's to say, that it hands
    /// on its own environment RUN008's. The sidecar's own place is the probe's only where the probe is started in its container.
    /// </summary>
    private static string? Taken(SelfReport report, ProbeReport first, ProbeReport look, SandboxSpec spec)
    {
        var main = MainProcess.In(first)?.Namespaces.GetValueOrDefault("mnt");
        var older = look.Processes.FirstOrDefault(SidecarProcess.IsOlderDecoy)?.MountNamespace;
        var names = report.Environ.IsKnown
            ? Environ.Decode(report.Environ.Value).Select(assignment => assignment.Split('=')[0]).ToHashSet(StringComparer.Ordinal)
            : [];
        return report.MountNamespace.Value switch
        {
            null => null,
            var seen when seen == older =>
                $"a program ran in {seen}, not in main's {main}: a process that sleeps in another container, and is older, was taken for main",
            var seen when main is not null && seen != main => spec.Sidecar.Environment.Any(variable => names.Contains(variable.Key))
                ? $"a program ran in {seen}, not in main's {main}, with the sidecar's variables: a process of the sidecar's container was taken for main"
                : null,
            var seen => names.Contains(Mark)
                ? $"a program ran with {Mark} in its environment: 'sleep infinity' that a user's program left in {seen} was taken for main"
                : null,
        };
    }

    private static string Summary(ProbeReport look, bool inSidecar, bool inMain, TreeRun? tree)
    {
        string[] missing =
        [
            .. inSidecar ? Array.Empty<string>() : ["; without the decoy in the sidecar, which has no sleep"],
            .. inMain ? Array.Empty<string>() : ["; without the one that a user left, for which main has no env, or no sleep that stays"],
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
