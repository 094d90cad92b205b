using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness clean</c>.</summary>
internal static class CleanVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var all = new Option<bool>("--all") { Description = "Also remove what belongs to runs that may still be going on, here or on other machines." };
        var context = Values.Context("The kubeconfig context of the cluster to clean too (default: docker-desktop, else the current one, if it answers).");
        command.Add(all);
        command.Add(context);
        Help.AddTo(command, ["harness clean", "harness clean --all", "harness clean -c kcr-local"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.CleanAsync(parsed.GetValue(all), parsed.GetValue(context), output, cancellation)));
    }
}
