using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness test</c>: one verb below it for each backend.</summary>
internal static class TestVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var command = new Command("test", "Runs the conformance suite on a backend.")
        {
            TestDockerVerb.Create(workflows, host),
        };
        HelpWithExamples.AddTo(command, ["harness test docker"]);
        return command;
    }
}
