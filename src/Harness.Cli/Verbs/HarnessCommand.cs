using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary>The whole command line.</summary>
internal static class HarnessCommand
{
    /// <summary>Assembles the verbs.</summary>
    /// <param name="workflows">What they do.</param>
    /// <param name="host">What they share.</param>
    public static Command Create(IWorkflows workflows, VerbHost host)
    {
        var root = new Command("harness", "Builds hardened language images and proves that they honour the sandbox contract.")
        {
            BuildVerb.Create(workflows, host),
            TestVerb.Create(workflows, host),
            PlanVerb.Create(workflows, host),
            ChecksVerb.Create(workflows, host),
            DoctorVerb.Create(workflows, host),
            CleanVerb.Create(workflows, host),
        };
        root.Add(new VersionOption());
        CommonOptions.AddTo(root);
        HelpWithExamples.AddTo(root, [
            "harness build python",
            "harness test docker -l py -l js",
            "harness checks FS003",
        ], """
            Exit status: 0 passed; 1 a check failed; 2 wrong usage; 3 engine, build or machine failed; 130 interrupted.
            """);
        return root;
    }
}
