using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Hands on main's variables sorted: what a dictionary between would do.</summary>
internal sealed class SortingComposer(ICommandComposer real) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory) =>
        real.Compose(
            main with { Environment = [.. main.Environment.OrderBy(CommandLine.Text, StringComparer.Ordinal)] }, source, output, directory);
}
