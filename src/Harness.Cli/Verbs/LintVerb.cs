using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness lint [FILE…]</c>.</summary>
internal static class LintVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "A Dockerfile, a directory, whose Dockerfiles are all checked, or - for standard input (default: those of the catalog's images).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var images = Values.Repeatable("--image", "-i", "IMAGE", "The Dockerfile of this image of the catalog (repeatable).");
        var reports = Values.Repeatable("--report", null, "FILE", "Write a report: .sarif is SARIF 2.1.0 for code scanning, .json JSON (repeatable).");
        var shellCheck = new Option<bool>("--shellcheck")
        {
            Description = "Hand the scripts to shellcheck as well, and show what it finds at the Dockerfile's lines."
        };
        command.Add(files);
        command.Add(images);
        command.Add(reports);
        command.Add(shellCheck);
        Help.AddTo(command, [
            "harness lint",
            "harness lint -i python -i go",
            "harness lint path/to/Dockerfile --output json",
            "harness lint services/ --shellcheck",
            "harness lint --report dockerfiles.sarif"
        ]);
        command.SetAction(host((parsed, output, cancellation) => workflows.LintAsync(
            new LintRequest(
                parsed.GetValue(images) ?? [], parsed.GetValue(files) ?? [], parsed.GetValue(reports) ?? [], parsed.GetValue(shellCheck)),
            output,
            cancellation)));
    }
}
