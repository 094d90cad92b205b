using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness test</c>: one verb below it for each backend.</summary>
internal static class TestVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        command.Add(TestDockerVerb.Create(workflows, host));
        command.Add(TestK8sVerb.Create(workflows, host));
        Help.AddTo(command, ["harness test docker", "harness test k8s"]);
    }
}
