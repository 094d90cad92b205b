using System.Globalization;

namespace Harness.Checks.Running;

/// <summary>RUN022: nothing keeps main's stop signal from ending it.</summary>
internal sealed class MainEndsWhenAsked() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN022",
        Title = "Main ends at once on its stop signal: it neither ignores, blocks nor catches it",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "A pod's deletion sends main its stop signal and waits until it ends, for up to 30 seconds. A sandbox that ignores the signal takes as long for "
            + "each one, and a pool of sandboxes runs out of room. What is ignored or blocked stays so through env and sleep, whoever set it.",
        Remedy = "Start main by /usr/bin/env -i and the coreutils' sleep, which leave signals alone; no wrapper, no trap, no --ignore-signal. The signal is "
            + "STOPSIGNAL, otherwise SIGTERM.",
        BreaksWith = "an env or a sleep that ignores SIGTERM",
        Example = new()
        {
            Fault =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "--ignore-signal=TERM", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
                """,
            Mend =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
                """,
        },
    },
    "RUN001")
{
    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        // Of a STOPSIGNAL that ends nothing CFG013 tells; what is looked at then is what takes its place when it is mended.
        var signal = StopSignal.Parse(subject.Snapshot.Config.StopSignal) is { Ends: true } own ? own : StopSignal.Default;
        var expected = string.Create(CultureInfo.InvariantCulture, $"the default of SIG{signal.Name} ({signal.Number}) in main, which ends a process at once");
        return MainProcess.In(await subject.Main.FirstLookAsync(cancellation)) is not { } main
            ? Finding.Fail(expected, "main's process was not found")
            : Finding.Of([.. Problems(main.Pid, main.Status, signal)], expected, $"SIG{signal.Name} is neither ignored, blocked nor caught");
    }

    private static IEnumerable<string> Problems(int pid, IReadOnlyDictionary<string, string> status, StopSignal signal)
    {
        // The kernel drops what would end the first process of a PID namespace, and lets nothing keep SIGKILL away.
        if (pid == 1)
        {
            yield return "main is the first process of its PID namespace, which no signal ends by its default: the pod does not share its process namespace";
        }

        foreach (var (line, word) in (IEnumerable<(string, string)>)[("SigIgn", "ignores"), ("SigBlk", "blocks"), ("SigCgt", "catches")])
        {
            if (!ulong.TryParse(status.GetValueOrDefault(line), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var set))
            {
                yield return $"{line} of main was not reported, so nothing is proven";
            }
            else if ((set >> (signal.Number - 1) & 1) != 0)
            {
                yield return $"main {word} SIG{signal.Name} ({line}: {status[line]})";
            }
        }
    }
}
