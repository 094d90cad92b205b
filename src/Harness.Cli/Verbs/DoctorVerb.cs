using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness doctor</c>.</summary>
internal static class DoctorVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        Help.AddTo(command, ["harness doctor"]);
        command.SetAction(host((_, output, cancellation) => workflows.DoctorAsync(output, cancellation)));
    }
}
