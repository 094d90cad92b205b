using System.Globalization;
using System.Text;
using Sidecar.Languages;
using Sidecar.Processes;

namespace Sidecar.Execution;

/// <summary>
/// Enters main's mount namespace with nsenter, has the launcher build the wall there and gives the program exactly main's environment with <c>env -i</c>.
/// In front of it, choom makes the program the first that goes when memory runs out (it counts against the sidecar's
/// limit), and catatonit stays the ancestor of whatever the program starts.
/// </summary>
internal sealed class CommandComposer(SandboxLanguage language, bool networkIsolated) : ICommandComposer
{
    public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory)
    {
        var toolchain = networkIsolated ? [.. main.Environment, .. Bytes(language.OfflineToolchain)] : main.Environment;
        if (language.Shell)
        {
            // The shell adds variables of its own, so the program is started by a second env, from the arguments.
            var program = language.Run.Count > 1 ? Fill(language.Run[1], Quote(source), Quote(output)) : Quote(output);
            var script = $"{Fill(language.Run[0], Quote(source), Quote(output))} && exec /usr/bin/env -i -- \"$@\" {program}";
            return [Enter(main, directory, toolchain, [.. Bytes(["sh", "-c", script, "sh"]), .. main.Environment])];
        }

        var command = Bytes(language.Run.Select(argument => Fill(argument, source, output)));
        return language.Compiled
            ? [Enter(main, directory, toolchain, command), Enter(main, directory, main.Environment, Bytes([output]))]
            : [Enter(main, directory, main.Environment, command)];
    }

    private static IReadOnlyList<byte[]> Enter(
        MainProcess main, string directory, IEnumerable<byte[]> environment, IEnumerable<byte[]> command) =>
    [
        .. Bytes(
        [
            "/usr/bin/choom", "-n", "1000", "--",
            "/usr/bin/catatonit", "--",
            "/usr/bin/nsenter", "--target", main.Pid.ToString(CultureInfo.InvariantCulture), "--mount", $"--wdns={directory}", "--",
            Launcher.InChild, "/usr/bin/env", "-i", "--",
        ]),
        .. environment,
        .. command,
    ];

    private static string Fill(string template, string source, string output) =>
        template.Replace("{file}", source, StringComparison.Ordinal).Replace("{out}", output, StringComparison.Ordinal);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<byte[]> Bytes(IEnumerable<string> arguments) => arguments.Select(Encoding.UTF8.GetBytes);
}
