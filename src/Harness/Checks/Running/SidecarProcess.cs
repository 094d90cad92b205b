using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>Finds the sidecar's own process among those that the probe saw.</summary>
internal static class SidecarProcess
{
    private static readonly string[] Pause = ["/usr/bin/catatonit", "-P"];

    /// <summary>
    /// The first process of a container whose parent is outside the sandbox and that is neither main's nor the one that
    /// owns the namespaces, nor the decoy that is older than main: null when there is none. Processes that were started in it later, such as the probe, have no
    /// parent here either, and while they start they still have the runtime's rights.
    /// </summary>
    public static ProcessSummary? In(ProbeReport look) => look.Processes
        .Where(process => process.ParentPid == 0 && process.Pid != 1 && process.Pid != look.Self.Pid && !IsOlderDecoy(process))
        .Where(process => look.MainCandidates.All(main => main.Pid != process.Pid) && !process.Argv.SequenceEqual(Pause))
        .MinBy(process => process.Pid);

    /// <summary>Whether a process is the decoy that is older than main, also while it still is the image's env, which has the command at its end.</summary>
    public static bool IsOlderDecoy(ProcessSummary process) =>
        process.Argv.TakeLast(SandboxSpec.OlderDecoyCommand.Count).SequenceEqual(SandboxSpec.OlderDecoyCommand);
}
