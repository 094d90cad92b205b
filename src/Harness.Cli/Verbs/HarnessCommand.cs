using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary>The whole command line.</summary>
internal static class HarnessCommand
{
    private static readonly (string Name, string Description, Action<Command, IWorkflows, VerbHost> Define)[] Verbs =
    [
        ("build", "Builds images: all of the catalog, or those named.", BuildVerb.Define),
        ("test", "Runs the conformance suite on a backend.", TestVerb.Define),
        ("plan", "Says what would be built and tested; nothing is done.", PlanVerb.Define),
        ("checks", "Lists the checks, or explains one.", ChecksVerb.Define),
        ("doctor", "Says what is missing on this machine and how to get it.", DoctorVerb.Define),
        ("clean", "Removes what earlier runs left behind, found by label.", CleanVerb.Define),
    ];

    /// <summary>Assembles what these arguments can mean: a verb that they do not name needs no options.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="workflows">What the verbs do.</param>
    /// <param name="host">What they share.</param>
    public static Command Create(IReadOnlyList<string> arguments, IWorkflows workflows, VerbHost host)
    {
        var root = new Command("harness", "Builds hardened language images and proves that they honour the sandbox contract.");
        foreach (var (name, description, define) in Verbs)
        {
            var verb = new Command(name, description);
            if (arguments.Contains(name))
            {
                define(verb, workflows, host);
            }

            root.Add(verb);
        }

        CommonOptions.AddTo(root);
        Help.AddTo(
            root,
            ["harness build python", "harness test docker -l py -l js", "harness checks FS003", "harness test docker --help"],
            "Exit status: 0 passed; 1 a check failed; 2 wrong usage; 3 engine, build or machine failed; 130 interrupted.");
        return root;
    }
}
