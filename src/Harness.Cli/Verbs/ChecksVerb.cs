using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness checks [ID]</c>.</summary>
internal static class ChecksVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var id = new Argument<string?>("ID") { Description = "The check to explain (default: list all).", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("checks", "Lists the checks, or explains one.") { id };
        HelpWithExamples.AddTo(command, ["harness checks", "harness checks FS003"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.ChecksAsync(parsed.GetValue(id), output, cancellation)));
        return command;
    }
}
