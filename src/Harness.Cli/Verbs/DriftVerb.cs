using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;
using Harness.Sandboxes.Kubernetes.Drift;

namespace Harness.Cli.Verbs;

/// <summary><c>harness drift FILE</c>.</summary>
internal static class DriftVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var file = new Argument<string?>("FILE") { Description = "The manifest, YAML or JSON; - is standard input.", Arity = ArgumentArity.ZeroOrOne };
        var main = new Option<string?>("--main")
        {
            Description = "The main container's name (default: 'main', else the one with an image kcr-*).",
            HelpName = "NAME"
        };
        var sidecar = new Option<string?>("--sidecar")
        {
            Description = "The sidecar container's name (default: 'sidecar', else the one with an image kcr-sidecar).",
            HelpName = "NAME"
        };
        var language = new Option<string?>("--language", "-l")
        {
            Description = "The language's name or alias (default: by the sidecar's LANGUAGE or main's image).",
            HelpName = "LANGUAGE"
        };
        command.Add(file);
        command.Add(main);
        command.Add(sidecar);
        command.Add(language);
        var placement = new PlacementOptions();
        placement.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(file) is not { Tokens.Count: > 0 })
            {
                result.AddError("'drift' needs a FILE with manifests, or - for standard input.");
            }
        });
        Help.AddTo(command, [
            "harness drift deployment.yaml",
            "helm template ./chart | harness drift -",
            "kubectl get deployments -o yaml | harness drift - --main runner --sidecar executor -l py",
        ]);
        command.SetAction(host((parsed, output, cancellation) => workflows.DriftAsync(
            new DriftRequest(parsed.GetValue(file)!, parsed.GetValue(main), parsed.GetValue(sidecar), parsed.GetValue(language))
            {
                Placement = placement.Of(parsed)
            },
            output,
            cancellation)));
    }
}
