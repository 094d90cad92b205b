using System.Runtime.InteropServices;
using System.Text.Json;
using Sidecar.Native;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Sidecar.Probing;

/// <summary>The second entry point: prints one <see cref="ProbeReport"/>.</summary>
internal static class ProbeCommand
{
    /// <summary>Runs the probe.</summary>
    /// <returns>The exit status: 1 when main could not be sent the signal, 2 when the arguments do not fit.</returns>
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (ProbeArguments.Parse(arguments) is not { } parsed)
        {
            errors.WriteLine(ProbeArguments.Usage);
            return SidecarHost.WrongOptions;
        }

        var report = new Probe(new ProcFileSystem(), new MainRule()).Run(parsed);
        output.WriteLine(JsonSerializer.Serialize(report, ProtocolJson.Default.ProbeReport));
        if (parsed.Signal is { } signal && Send(signal, report.MainCandidates) is { } problem)
        {
            errors.WriteLine(problem);
            return 1;
        }

        return 0;
    }

    /// <summary>Sends main a signal, which a process of the same user may; why that failed, or null.</summary>
    private static string? Send(int signal, IReadOnlyList<ProbedProcess> candidates)
    {
        if (candidates is not [var main])
        {
            return $"No signal was sent: {candidates.Count} processes qualify as main, exactly one must.";
        }

        return Libc.Kill(main.Pid, signal) == 0
            ? null
            : $"The signal {signal} could not be sent to main, process {main.Pid}: {Libc.Message(Marshal.GetLastPInvokeError())}";
    }
}
