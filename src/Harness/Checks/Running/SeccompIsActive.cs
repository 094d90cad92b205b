using System.Globalization;

namespace Harness.Checks.Running;

/// <summary>RUN005: both containers run under a seccomp filter.</summary>
internal sealed class SeccompIsActive() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN005",
        Title = "A seccomp filter is active in main and in the sidecar",
        Guide = [GuideSection.ProductionSecurity],
        AppliesTo = "every language, on every backend; skipped, and reported as such, where the kernel has no seccomp",
        Why = "The runtime's default profile blocks the system calls through which programs have escaped from containers before. The sidecar may do "
            + "more than main, and programs inherit its filter.",
        Remedy = "Set seccompProfile: {type: RuntimeDefault} for the pod, and Unconfined nowhere. In Docker nothing has to be set; check that "
            + "`docker info` lists seccomp among the security options.",
        BreaksWith = "seccomp=unconfined; a pod with the profile Unconfined",
        Example = new()
        {
            Fault =
                """
                securityContext: { seccompProfile: { type: Unconfined } }
                """,
            Mend =
                """
                securityContext: { seccompProfile: { type: RuntimeDefault } }
                """,
        },
    },
    "RUN001")
{
    private const string Expected = "Seccomp: 2 (a filter) in the status of main and of the sidecar";
    private const string Line = "Seccomp";
    private const string Filter = "2";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var look = await subject.Main.FirstLookAsync(cancellation);
        var main = MainProcess.In(look);
        var sidecar = SidecarProcess.In(look);
        if (main is null || sidecar?.Security is null)
        {
            return Finding.Fail(Expected, main is null ? "main's process was not found" : "the sidecar's process was not found");
        }

        if (!main.Status.ContainsKey(Line) && !sidecar.Security.ContainsKey(Line))
        {
            return Finding.Skip(
                Expected,
                "Nothing can be looked at: this kernel reports no Seccomp in /proc/PID/status, so it is built without CONFIG_SECCOMP and filters nothing.");
        }

        return Finding.Of(
            [.. Problems("main", main.Pid, main.Status), .. Problems("the sidecar", sidecar.Pid, sidecar.Security)],
            Expected,
            "mode 2, a filter, in both");
    }

    private static IEnumerable<string> Problems(string who, int pid, IReadOnlyDictionary<string, string> status)
    {
        var mode = status.GetValueOrDefault(Line);
        if (mode != Filter)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{who} (pid {pid}) has {Line}: {mode ?? "not reported"}{(mode == "0" ? ", no filter" : "")}");
        }
    }
}
