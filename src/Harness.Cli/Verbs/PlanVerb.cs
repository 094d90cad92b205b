using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness plan</c>.</summary>
internal static class PlanVerb
{
    /// <summary>Defines the verb.</summary>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var build = new BuildOptions();
        var test = new TestOptions();
        var command = new Command("plan", "Says what would be built and tested; nothing is done.")
        {
            build.Images, build.Tag, build.Registry, build.BuildArgs, build.Bases,
            test.Languages, test.Checks, test.Skip, test.Shard,
        };
        HelpWithExamples.AddTo(command, ["harness plan", "harness plan --output json | jq '.matrix'"]);
        command.SetAction(host((parsed, output, cancellation) =>
        {
            var building = build.Request(parsed);
            return workflows.PlanAsync(
                building,
                test.Request(parsed, building.Registry, building.Tag, building.BuildArgs),
                output,
                cancellation);
        }));
        return command;
    }
}
