using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Leaves out --wdns, so that the program starts wherever the change of the mount namespace puts it.</summary>
internal sealed class HomelessComposer(ICommandComposer real) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory) =>
        [.. real.Compose(main, source, output, directory).Select(Homeless)];

    private static IReadOnlyList<byte[]> Homeless(IReadOnlyList<byte[]> command)
    {
        var directory = command.IndexOf("--mount") + 1;
        return [.. command.Take(directory), .. command.Skip(directory + 1)];
    }
}
