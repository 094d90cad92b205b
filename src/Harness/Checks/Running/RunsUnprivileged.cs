using System.Globalization;
using Harness.Checks.Programs;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN009: a program runs as 65532 without capabilities, and so are its files.</summary>
internal sealed class RunsUnprivileged() : ReportCheck(
    new CheckInfo
    {
        Id = "RUN009",
        Title = "The program ran as 65532 without capabilities, and its file in /mnt/data belongs to 65532, seen from both containers",
        Guide = [GuideSection.NonRootUser, GuideSection.ProductionSecurity],
        AppliesTo = "every language, on every backend",
        Why = "The sidecar has capabilities for entering main; a program that inherits them can leave the sandbox. Files of another owner cannot be "
            + "read or removed from the other container.",
        Remedy = "Give the capabilities to the nsenter file alone, so that they end with it, and mount one data volume into both containers.",
        BreaksWith = "a sidecar in root's group, or one that passes on ambient capabilities; a data directory of another owner",
        Example = new()
        {
            Fault =
                """
                # the sidecar, and so everything that it starts, has ambient capabilities
                setpriv --inh-caps +sys_ptrace,+sys_admin,+sys_chroot --ambient-caps +sys_ptrace,+sys_admin,+sys_chroot sidecar
                """,
            Mend =
                """
                # in the sidecar's Dockerfile: the file has them, and they end with it
                RUN setcap cap_sys_ptrace,cap_sys_admin,cap_sys_chroot=eip /usr/bin/nsenter
                """,
        },
    },
    "uid and gid four times 65532, no capability in any set, and its file belongs to 65532:65532 as the same inode in main and in the sidecar",
    "LANG001")
{
    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        List<string> problems = report.Status.IsKnown
            ? [.. Identity.Problems(report.Status.Value), .. Identity.Capabilities(report.Status.Value)]
            : [$"the program could not read its own status: {report.Status.Problem}"];

        var file = (await subject.Sandbox.ProbeAsync([run.File], [], cancellation)).Paths.Single();
        problems.AddRange(Owner("main", file.Path, file.InMain, file.InMainError));
        problems.AddRange(Owner("the sidecar", file.Path, file.InSidecar, file.InSidecarError));
        if (file is { InMain: { } here, InSidecar: { } there } && (here.Inode, here.Device) != (there.Inode, there.Device))
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Path} is inode {here.Inode} on device {here.Device} in main, but inode "
                    + $"{there.Inode} on device {there.Device} in the sidecar: they do not share the volume"));
        }

        return Finding.Of(
            problems,
            Expected,
            string.Create(CultureInfo.InvariantCulture, $"65532 throughout, no capabilities; {run.File} is inode {file.InMain?.Inode} on both sides"));
    }

    private static IEnumerable<string> Owner(string side, string path, PathStat? stat, string? error)
    {
        if (stat is null)
        {
            yield return $"{path} cannot be seen in {side}: {error ?? "it is not there"}";
        }
        else if ((stat.Uid, stat.Gid) != (SandboxSpec.NonRoot, SandboxSpec.NonRoot))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{path} belongs to {stat.Uid}:{stat.Gid} in {side}");
        }
    }
}
