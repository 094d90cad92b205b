using System.Text.Json;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Sidecar.Probing;

/// <summary>The second entry point: prints one <see cref="ProbeReport"/>.</summary>
internal static class ProbeCommand
{
    /// <summary>Runs the probe.</summary>
    /// <returns>The exit status: 2 when the arguments do not fit.</returns>
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (ProbeArguments.Parse(arguments) is not { } parsed)
        {
            errors.WriteLine(ProbeArguments.Usage);
            return SidecarHost.WrongOptions;
        }

        var report = new Probe(new ProcFileSystem(), new MainRule()).Run(parsed);
        output.WriteLine(JsonSerializer.Serialize(report, ProtocolJson.Default.ProbeReport));
        return 0;
    }
}
