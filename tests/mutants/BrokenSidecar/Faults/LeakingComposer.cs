using System.Collections;
using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Hands on the sidecar's own environment; main's variables come after it and win, so that programs still run.</summary>
internal sealed class LeakingComposer(ICommandComposer real) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory)
    {
        var own = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => CommandLine.Argument($"{variable.Key}={variable.Value}"));
        return real.Compose(main with { Environment = [.. own, .. main.Environment] }, source, output, directory);
    }
}
