using System.Globalization;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN017: a program cannot gain what the sidecar's capabilities open.</summary>
internal sealed class ProgramsGainNoPrivileges() : ReportCheck(
    new CheckInfo
    {
        Id = "RUN017",
        Title = "A program has no_new_privs and a seccomp filter of its own, beyond the sidecar's, and cannot make a user namespace",
        Guide = [GuideSection.ProductionSecurity, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "A sidecar that may enter main needs a seccomp profile that allows what CAP_SYS_ADMIN is for, and privilege escalation. Its programs inherit "
            + "both: they can make user namespaces with every capability in them, mount, load BPF programs, and attack the kernel in ways that main cannot.",
        Remedy = "After nsenter and before env, set no_new_privs and load a seccomp filter that refuses at least new namespaces, mount, ptrace, bpf, "
            + "perf_event_open, keyctl and io_uring. images/sidecar/enclose.c does; it is static, and its descriptor is handed through nsenter.",
        BreaksWith = "a sidecar that starts programs as it was started itself, or under a filter that refuses nothing",
        Example = new()
        {
            Fault =
                """
                nsenter --target "$pid" --mount -- /usr/bin/env -i "${environ[@]}" "$@"
                """,
            Mend =
                """
                nsenter --target "$pid" --mount -- /proc/self/fd/3 /usr/bin/env -i "${environ[@]}" "$@" 3</app/enclose
                """,
        },
    },
    "no_new_privs is 1, seccomp is in filter mode, more filters hold the program than hold the sidecar, and a user namespace is refused",
    "LANG001")
{
    private static readonly (string Attempt, string Call)[] Calls = [("unshare", "unshare(CLONE_NEWUSER)"), ("clone", "clone(CLONE_NEWUSER)")];

    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        if (!report.Status.IsKnown)
        {
            return Finding.Fail(Expected, $"the program could not read its own status: {report.Status.Problem}");
        }

        var status = report.Status.Value;
        var sidecar = (await subject.Main.FirstLookAsync(cancellation)).Self.Status;
        List<string> problems = [];
        if (status.GetValueOrDefault("NoNewPrivs") is not "1" and var privileges)
        {
            problems.Add($"NoNewPrivs: {privileges ?? "not reported"}: a file with capabilities or a set-user-ID bit gives the program privileges");
        }

        if (status.GetValueOrDefault("Seccomp") is not "2" and var mode)
        {
            problems.Add($"Seccomp: {mode ?? "not reported"}: no filter refuses system calls");
        }

        var (own, inherited) = (Filters(status), Filters(sidecar));
        if (own is { } filters && inherited is { } others && filters <= others)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Seccomp_filters: {filters}, as many as the sidecar has ("
                    + $"{others}): the program may make namespaces, mount and use bpf as the sidecar's profile allows it"));
        }

        var tried = await subject.Programs.TrespassAsync(cancellation);
        if (!tried.IsKnown)
        {
            problems.Add($"a user namespace was not tried: {tried.Problem}");
        }

        List<string> refusals = [];
        foreach (var (attempt, call) in tried.IsKnown ? Calls : [])
        {
            tried.Judge(
                attempt,
                call,
                $"{call} was not refused: the program has every capability in a namespace of its own, and reaches what the kernel opens to them",
                problems,
                refusals,
                problems);
        }

        var counted = own is null || inherited is null
            ? "; this kernel does not count filters (5.9 and later do), so that one of the program's own is not proven"
            : string.Create(CultureInfo.InvariantCulture, $", {own} filters where the sidecar has {inherited}");
        return Finding.Of(problems, Expected, $"NoNewPrivs 1, Seccomp 2{counted}; {string.Join("; ", refusals)}");
    }

    private static int? Filters(IReadOnlyDictionary<string, string> status) =>
        int.TryParse(status.GetValueOrDefault("Seccomp_filters"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
