using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness test docker</c>.</summary>
internal static class TestDockerVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var options = new RunOptions(
            "sandboxes", "by the machine", new Option<bool>("--keep") { Description = "Leave the sandboxes running; 'harness clean --kept' removes them." });
        var hostPort = Values.Port("--host-port", "The first host port for the sidecars (default: the engine chooses).");
        var command = new Command("docker", "Runs the conformance suite in Docker.")
        {
            options.Selection.Languages, options.Tag, options.Registry, options.Pull, options.Selection.Checks, options.Selection.Skip, options.Parallel,
            options.Selection.Shard, options.Keep, options.Timeout, options.Reports, options.SidecarImage, options.BuildArgs, hostPort,
        };
        Help.AddTo(command, [
            "harness test docker",
            "harness test docker -l py --check RUN002",
            "harness test docker --shard 1/3 --report results.xml --report results.json",
        ]);
        command.SetAction(host((parsed, output, cancellation) => workflows.TestDockerAsync(
            options.Request(parsed) with { HostPort = parsed.GetValue(hostPort) },
            parsed.GetValue(options.Reports) ?? [],
            output,
            cancellation)));
        return command;
    }
}
