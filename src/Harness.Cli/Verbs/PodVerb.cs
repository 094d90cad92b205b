using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;
using Harness.Suite;

namespace Harness.Cli.Verbs;

/// <summary><c>harness pod</c>.</summary>
internal static class PodVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var languages = new TestOptions().Languages;
        var tag = Values.Tag();
        var registry = Values.Registry();
        var namespaceName = Values.Namespace("The namespace in the manifest (default: none, so kubectl's own).");
        var sidecar = Values.SidecarImage();
        command.Add(languages);
        command.Add(tag);
        command.Add(registry);
        command.Add(namespaceName);
        command.Add(sidecar);
        var placement = new PlacementOptions();
        placement.AddTo(command);
        Help.AddTo(command, ["harness pod -l py", "harness pod -l go | kubectl apply -f -"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.PodAsync(
            new TestRequest(
                parsed.GetValue(languages) ?? [], [], [], parsed.GetValue(registry), parsed.GetValue(tag)!, parsed.GetValue(sidecar)),
            parsed.GetValue(namespaceName),
            placement.Of(parsed),
            output,
            cancellation)));
    }
}
