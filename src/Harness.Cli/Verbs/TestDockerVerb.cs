using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness test docker</c>.</summary>
internal static class TestDockerVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var options = new TestOptions();
        var tag = Values.Tag();
        var registry = Values.Registry();
        var buildArgs = Values.Assignments("--build-arg", "A version ARG that the images were built with, where it differs from the catalog (repeatable).");
        var parallel = Values.Count("--parallel", "How many sandboxes at once (default: by the machine).");
        var keep = new Option<bool>("--keep") { Description = "Leave the sandboxes running; 'harness clean' removes them." };
        var timeout = Values.Duration("--timeout", "The deadline of each check and of each start, for example 90s or 2m.");
        var reports = Values.Repeatable("--report", null, "FILE", "Write a report: .xml is JUnit, .json JSON, .sarif SARIF, .md Markdown, .html one page (repeatable).");
        var sidecar = Values.SidecarImage();
        var hostPort = Values.Port("--host-port", "The first host port for the sidecars (default: the engine chooses).");
        var command = new Command("docker", "Runs the conformance suite in Docker.")
        {
            options.Languages, tag, registry, options.Checks, options.Skip, parallel, options.Shard, keep, timeout,
            reports, sidecar, buildArgs, hostPort,
        };
        Help.AddTo(command, [
            "harness test docker",
            "harness test docker -l py --check RUN002",
            "harness test docker --shard 1/3 --report results.xml --report results.json",
        ]);
        command.SetAction(host((parsed, output, cancellation) => workflows.TestDockerAsync(
            options.Request(parsed, parsed.GetValue(registry), parsed.GetValue(tag)!, parsed.GetValue(buildArgs)) with
            {
                SidecarImage = parsed.GetValue(sidecar),
                Parallel = parsed.GetValue(parallel),
                Timeout = parsed.GetValue(timeout),
                Keep = parsed.GetValue(keep),
                HostPort = parsed.GetValue(hostPort),
            },
            parsed.GetValue(reports) ?? [],
            output,
            cancellation)));
        return command;
    }
}
