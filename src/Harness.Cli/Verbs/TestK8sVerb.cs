using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;
using Harness.Sandboxes.Kubernetes;

namespace Harness.Cli.Verbs;

/// <summary><c>harness test k8s</c>.</summary>
internal static class TestK8sVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var options = new RunOptions(
            "pods",
            "by what the nodes allot",
            new Option<bool>("--keep-pods") { Description = "Leave the pods; 'harness clean --kept -c CONTEXT' removes them." });
        var context = Values.Context("The kubeconfig context of the cluster (default: docker-desktop, else the current one).");
        var namespaceName = Values.Namespace("The namespace of the pods (default: one of the run's own, deleted in the end).");
        var images = Values.Images();
        var command = new Command("k8s", "Runs the conformance suite in pods of a Kubernetes cluster.")
        {
            options.Selection.Languages, options.Tag, options.Registry, options.Pull, context, namespaceName, options.Selection.Checks, options.Selection.Skip,
            options.Parallel, options.Selection.Shard, options.Keep, options.Timeout, options.Reports, options.SidecarImage, options.BuildArgs, images,
        };
        var placement = new PlacementOptions();
        placement.AddTo(command);
        Help.AddTo(command, [
            "harness test k8s",
            "harness test k8s -l py --keep-pods -v",
            "harness test k8s -c kind-kind -n sandboxes --report results.xml",
            "harness test k8s -c staging --images registry=ghcr.io/user/tests",
            "harness test k8s -c staging -n sandboxes -r ghcr.io/user/kubecoderun --images registry --pull-secret dhi-credentials",
        ]);
        command.Validators.Add(result =>
        {
            if (result.GetResult(images)?.Tokens is [{ Value: "registry" }] && result.GetResult(options.Registry) is null)
            {
                result.AddError(
                    "--images registry means the registry of the images' own names, and they have none without -r: give -r, "
                    + "or name the registry to push to, --images registry=HOST/PATH.");
            }
        });
        command.SetAction(host((parsed, output, cancellation) => workflows.TestK8sAsync(
            options.Request(parsed),
            new ClusterRun(parsed.GetValue(context), parsed.GetValue(namespaceName), parsed.GetValue(options.Keep), parsed.GetValue(images))
            {
                Placement = placement.Of(parsed)
            },
            parsed.GetValue(options.Reports) ?? [],
            output,
            cancellation)));
        return command;
    }
}
