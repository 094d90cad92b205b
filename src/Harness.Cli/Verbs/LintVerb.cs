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
            Description = "A Dockerfile, or a directory with one (default: those of the catalog's images).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var images = Values.Repeatable("--image", "-i", "IMAGE", "The Dockerfile of this image of the catalog (repeatable).");
        var reports = Values.Repeatable("--report", null, "FILE", "Write a report: .sarif is SARIF 2.1.0 for code scanning, .json JSON (repeatable).");
        command.Add(files);
        command.Add(images);
        command.Add(reports);
        Help.AddTo(command, ["harness lint", "harness lint -i python -i go", "harness lint path/to/Dockerfile --output json", "harness lint --report dockerfiles.sarif"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.LintAsync(
            parsed.GetValue(images) ?? [], parsed.GetValue(files) ?? [], parsed.GetValue(reports) ?? [], output, cancellation)));
    }
}
