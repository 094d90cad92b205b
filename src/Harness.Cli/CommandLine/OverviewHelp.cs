using System.CommandLine;
using System.CommandLine.Invocation;

namespace Harness.Cli.CommandLine;

/// <summary>Shows the help of the whole command, wherever <c>--help</c> stands among other options.</summary>
internal sealed class OverviewHelp : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        Overview.Help.Write(parseResult.InvocationConfiguration.Output);
        return (int)ExitStatus.Passed;
    }
}
