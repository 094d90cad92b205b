using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness checks [ID]</c>.</summary>
internal static class ChecksVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var id = new Argument<string?>("ID") { Description = "The check to explain (default: list all).", Arity = ArgumentArity.ZeroOrOne };
        command.Add(id);
        Help.AddTo(command, ["harness checks", "harness checks FS003", "harness checks --output markdown"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.ChecksAsync(parsed.GetValue(id), output, cancellation)));
    }
}
