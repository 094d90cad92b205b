using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness clean</c>.</summary>
internal static class CleanVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var all = new Option<bool>("--all") { Description = "Also remove what can be made again: built images, stand-in bases, caches." };
        var command = new Command("clean", "Removes what earlier runs left behind, found by label.") { all };
        HelpWithExamples.AddTo(command, ["harness clean", "harness clean --all"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.CleanAsync(parsed.GetValue(all), output, cancellation)));
        return command;
    }
}
