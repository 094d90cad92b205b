using System.Globalization;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN024: a program can neither end main and the sidecar nor have the kernel end them.</summary>
internal sealed class ProgramsDisturbNoOtherProcess() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN024",
        Title = "A program can neither send main, the sidecar or another execution a signal nor set their oom_score_adj",
        Guide = [GuideSection.ProductionSecurity, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend; signals where the kernel can scope them (Landlock's ABI 6, Linux 6.12)",
        Why = "Programs, main and the sidecar are one user, who may stop and kill his own processes, and choose which of them the kernel kills when memory "
            + "runs out. A program that stops the sidecar has no time limit any more, and the answers of everyone else are lost.",
        Remedy = "Start each program in a Landlock domain of its own that scopes signals (ABI 6) and that may write everywhere but below /proc, as "
            + "images/sidecar/enclose.c does, and make the sidecar non-dumpable, so that its oom_score_adj is root's. On an older kernel, give every "
            + "sandbox to one user only, and have a liveness probe start a stopped sidecar again.",
        BreaksWith = "a sidecar that starts programs in a domain without scopes, or that may write below /proc",
        Example = new()
        {
            Fault =
                """
                struct landlock_ruleset_attr rules = { .handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE };
                """,
            Mend =
                """
                struct landlock_ruleset_attr rules = {
                    .handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE, /* with a rule for each directory of / but /proc */
                    .scoped = LANDLOCK_SCOPE_SIGNAL | LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET,
                };
                """,
        },
    },
    "RUN007")
{
    private const string Expected = "a signal to main, to the sidecar and to another execution's process is refused, and so is setting their oom_score_adj";
    private const string Signal = "signal";
    private const string OomScore = "oom_score_adj";

    // What kernels can do, by the version of Landlock.
    private const int Domains = 1;
    private const int Scopes = 6;

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var tried = await subject.Programs.TrespassAsync(cancellation);
        if (!tried.IsKnown)
        {
            return Finding.Fail(Expected, $"it was not tried: {tried.Problem}");
        }

        // Of the kernel, asked outside of a program's wall: within it, whoever made the wall answers.
        var landlock = (await subject.Main.FirstLookAsync(cancellation)).LandlockAbi;
        List<string> problems = [];
        List<string> beyond = [];
        List<string> refusals = [];
        foreach (var (kind, since) in new[] { (Signal, Scopes), (OomScore, Domains) })
        {
            foreach (var target in tried.Targets(kind))
            {
                var name = TrespassRun.Named(target);
                tried.Judge(
                    $"{kind}:{target}",
                    $"{kind} of {name}",
                    kind == Signal
                        ? $"{name} can be sent signals: the program can stop and end it"
                        : $"{name}'s oom_score_adj can be set: the program can have the kernel end it first",
                    landlock >= since ? problems : beyond,
                    refusals,
                    problems);
            }
        }

        // Not a pass: it is so. Not a failure either: no sidecar could prevent it there.
        return problems.Count == 0 && beyond.Count > 0
            ? Finding.Skip(Expected, string.Create(
                CultureInfo.InvariantCulture,
                $"This kernel cannot refuse it: it has version {landlock} of Landlock, and needs {Domains} (Linux 5.13) to refuse setting oom_score_adj, ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Scopes} (Linux 6.12) to refuse signals. {string.Join("; ", beyond)}. Give every sandbox to one user only."))
            : Finding.Of([.. problems, .. beyond], Expected, string.Join("; ", refusals));
    }
}
