using Sidecar.Native;

namespace Sidecar.Processes;

/// <summary>
/// Keeps the sidecar's own memory to itself. Programs have its user, which the kernel lets trace each other; what is not
/// dumpable belongs to root below <c>/proc</c>, its memory, its environment and its <c>oom_score_adj</c> with it.
/// </summary>
internal static class Dumping
{
    /// <summary>Rules it out for this process from now on.</summary>
    internal static void RuleOut()
    {
        if (Libc.ProcessControl(Libc.SetDumpable, 0, 0, 0, 0) != 0)
        {
            throw new IOException("The sidecar cannot keep other processes from its memory (PR_SET_DUMPABLE).");
        }
    }
}
