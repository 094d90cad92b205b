using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Starts the program without the launcher, and so without the wall.</summary>
internal sealed class BareComposer(ICommandComposer real) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory) =>
        [.. real.Compose(main, source, output, directory).Select(Bare)];

    private static IReadOnlyList<byte[]> Bare(IReadOnlyList<byte[]> command)
    {
        var launcher = command.IndexOf(Launcher.InChild);
        return [.. command.Take(launcher), .. command.Skip(launcher + 1)];
    }
}
