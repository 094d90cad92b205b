using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness plan</c>.</summary>
internal static class PlanVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var build = new BuildOptions();
        var test = new TestOptions();
        var matrix = new Option<bool>("--matrix") { Description = "Print only the cells of a CI matrix: one line of JSON, an entry for each image." };
        command.Add(build.Images);
        command.Add(build.Tag);
        command.Add(build.Registry);
        command.Add(build.BuildArgs);
        command.Add(build.Bases);
        command.Add(build.Set);
        command.Add(test.Languages);
        command.Add(test.Checks);
        command.Add(test.Skip);
        command.Add(test.Shard);
        command.Add(matrix);
        Help.AddTo(command, ["harness plan", "harness plan --output json | jq '.matrix'", "harness plan --matrix"]);
        command.SetAction(host((parsed, output, cancellation) =>
        {
            var building = build.Request(parsed);
            return workflows.PlanAsync(
                building,
                test.Request(parsed, building.Registry, building.Tag, building.BuildArgs),
                parsed.GetValue(matrix),
                output,
                cancellation);
        }));
    }
}
