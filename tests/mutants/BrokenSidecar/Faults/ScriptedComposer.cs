using Sidecar.Execution;
using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Puts a script of main's Python in the launcher's place.</summary>
internal sealed class ScriptedComposer(ICommandComposer real, string script) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory) =>
        [.. real.Compose(main, source, output, directory).Select(command => Scripted(main, command))];

    private IReadOnlyList<byte[]> Scripted(MainProcess main, IReadOnlyList<byte[]> command)
    {
        var launcher = command.IndexOf(Launcher.InChild);
        return
        [
            .. command.Take(launcher),
            // Python is found by main's own PATH; what it adds to the environment the second env takes away again.
            CommandLine.Argument("/usr/bin/env"), CommandLine.Argument("-i"), .. main.Environment,
            .. new[] { "python", "-I", "-c", script }.Select(CommandLine.Argument),
            .. command.Skip(launcher + 1),
        ];
    }
}
