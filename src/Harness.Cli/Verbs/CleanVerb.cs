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
        var kept = new Option<bool>("--kept") { Description = "Also remove what runs were asked to keep with --keep or --keep-pods." };
        var only = new Option<string?>("--only") { Description = "Clean one side alone (default: the engine, and the cluster).", HelpName = "SIDE" };
        only.AcceptOnlyFromAmong(CleanRequest.Engine, CleanRequest.Cluster);
        var context = Values.Context("The kubeconfig context of the cluster to clean too (default: docker-desktop, else the current one, if it answers).");
        command.Add(all);
        command.Add(kept);
        command.Add(only);
        command.Add(context);
        command.Validators.Add(result =>
        {
            if (result.GetValue(only) == CleanRequest.Engine && result.GetValue(context) is { } name)
            {
                result.AddError($"--only engine leaves the cluster alone, and --context {name} names one to clean: give one of the two.");
            }
        });
        Help.AddTo(command, ["harness clean", "harness clean --kept -c kcr-local", "harness clean --only engine --all"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.CleanAsync(
            new CleanRequest(parsed.GetValue(all), parsed.GetValue(kept), parsed.GetValue(only), parsed.GetValue(context)), output, cancellation)));
    }
}
