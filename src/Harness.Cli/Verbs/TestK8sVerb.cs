using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Sandboxes.Kubernetes;

namespace Harness.Cli.Verbs;

/// <summary><c>harness test k8s</c>.</summary>
internal static class TestK8sVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var options = new TestOptions();
        var tag = Values.Tag();
        var registry = Values.Registry();
        var context = Values.Context("The kubeconfig context of the cluster (default: docker-desktop, else the current one).");
        var namespaceName = Values.Namespace("The namespace of the pods (default: one of the run's own, deleted in the end).");
        var buildArgs = Values.Assignments("--build-arg", "A version ARG that the images were built with, where it differs from the catalog (repeatable).");
        var parallel = Values.Count("--parallel", "How many pods at once (default: by what the nodes allot).");
        var keep = new Option<bool>("--keep-pods") { Description = "Leave the pods; 'harness clean' removes them." };
        var timeout = Values.Duration("--timeout", "The deadline of each check and of each start, for example 90s or 2m.");
        var reports = Values.Repeatable("--report", null, "FILE", "Write a report: .xml is JUnit, .json JSON, .sarif SARIF, .md Markdown, .html one page (repeatable).");
        var sidecar = Values.SidecarImage();
        var images = Values.Images();
        var command = new Command("k8s", "Runs the conformance suite in pods of a Kubernetes cluster.")
        {
            options.Languages, tag, registry, context, namespaceName, options.Checks, options.Skip, parallel, options.Shard,
            keep, timeout, reports, sidecar, buildArgs, images,
        };
        Help.AddTo(command, [
            "harness test k8s",
            "harness test k8s -l py --keep-pods -v",
            "harness test k8s -c kind-kind -n sandboxes --report results.xml",
            "harness test k8s -c staging --images registry=ghcr.io/user/tests",
        ]);
        command.Validators.Add(result =>
        {
            if (result.GetResult(images)?.Tokens is [{ Value: "registry" }] && result.GetResult(registry) is null)
            {
                result.AddError("--images registry means the registry of the images' own names, and they have none without -r: give -r, or name the registry to push to, --images registry=HOST/PATH.");
            }
        });
        command.SetAction(host((parsed, output, cancellation) => workflows.TestK8sAsync(
            options.Request(parsed, parsed.GetValue(registry), parsed.GetValue(tag)!, parsed.GetValue(buildArgs)) with
            {
                SidecarImage = parsed.GetValue(sidecar),
                Parallel = parsed.GetValue(parallel),
                Timeout = parsed.GetValue(timeout),
                Keep = parsed.GetValue(keep),
            },
            new ClusterRun(parsed.GetValue(context), parsed.GetValue(namespaceName), parsed.GetValue(keep), parsed.GetValue(images)),
            parsed.GetValue(reports) ?? [],
            output,
            cancellation)));
        return command;
    }
}
