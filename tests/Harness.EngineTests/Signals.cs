using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Harness.EngineTests;

/// <summary>
/// Sends signals to one process, by the system's own call: CliWrap knows the interrupt of a program that it started alone,
/// and these reach a session of any age, as a terminal or a killer of processes would do it.
/// </summary>
internal static class Signals
{
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["INT"] = 2,
        ["KILL"] = 9,
        ["TERM"] = 15,
        ["CONT"] = 18,
        ["STOP"] = 19,
    };

    /// <summary>Sends a signal by name: INT, TERM, KILL, STOP, CONT.</summary>
    /// <exception cref="Win32Exception">There is no such process.</exception>
    public static void Send(string name, int process)
    {
        if (Kill(process, Numbers[name]) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
