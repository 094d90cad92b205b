using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness doctor</c>.</summary>
internal static class DoctorVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var command = new Command("doctor", "Says what is missing on this machine and how to get it.");
        HelpWithExamples.AddTo(command, ["harness doctor"]);
        command.SetAction(host((_, output, cancellation) => workflows.DoctorAsync(output, cancellation)));
        return command;
    }
}
