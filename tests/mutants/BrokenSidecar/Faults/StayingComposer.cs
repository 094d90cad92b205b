using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Enters nothing: the program runs in the sidecar's own file system, with main's environment.</summary>
internal sealed class StayingComposer(ICommandComposer real) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory) =>
        [.. real.Compose(main, source, output, directory).Select(command => Stay(command, directory))];

    private static IReadOnlyList<byte[]> Stay(IReadOnlyList<byte[]> command, string directory) =>
    [
        .. command.Take(command.IndexOf("/usr/bin/nsenter")),
        .. new[] { Launcher.InChild, "/usr/bin/env", "-i", "--chdir", directory }.Select(CommandLine.Argument),
        .. command.Skip(command.IndexOf("-i") + 1),
    ];
}
