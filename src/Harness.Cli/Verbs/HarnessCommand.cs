using System.CommandLine;
using System.CommandLine.Help;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary>The whole command line.</summary>
internal static class HarnessCommand
{
    /// <summary>Assembles what these arguments can mean: a verb that they do not name needs no options.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="workflows">What the verbs do.</param>
    /// <param name="host">What they share.</param>
    public static Command Create(IReadOnlyList<string> arguments, IWorkflows workflows, VerbHost host)
    {
        var root = new Command("harness", Overview.Description);
        foreach (var verb in Overview.Verbs)
        {
            var command = new Command(verb.Word, verb.Text);
            if (arguments.Contains(verb.Word))
            {
                Define(command, workflows, host);
            }

            root.Add(command);
        }

        CommonOptions.AddTo(root);
        root.Add(new HelpOption("--help", "-h") { Action = new OverviewHelp() });
        return root;
    }

    private static void Define(Command verb, IWorkflows workflows, VerbHost host)
    {
        Action<Command, IWorkflows, VerbHost> define = verb.Name switch
        {
            "build" => BuildVerb.Define,
            "test" => TestVerb.Define,
            "lint" => LintVerb.Define,
            "pod" => PodVerb.Define,
            "drift" => DriftVerb.Define,
            "plan" => PlanVerb.Define,
            "pins" => PinsVerb.Define,
            "inspect" => InspectVerb.Define,
            "checks" => ChecksVerb.Define,
            "doctor" => DoctorVerb.Define,
            "clean" => CleanVerb.Define,
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb.Name, "A verb of the overview has no definition."),
        };
        define(verb, workflows, host);
    }
}
