using System.CommandLine;
using Harness.Cli.CommandLine;

namespace Harness.Cli.Verbs;

/// <summary><c>harness inspect IMAGE…</c>.</summary>
internal static class InspectVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Description = "Names of images in images/catalog.yaml, or any references in the engine (default: all of the catalog).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var tag = Values.Tag();
        var registry = Values.Registry();
        command.Add(images);
        command.Add(tag);
        command.Add(registry);
        Help.AddTo(command, ["harness inspect", "harness inspect python", "harness inspect localhost/kcr-bases/static:20250419-glibc-debian13 --output json"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.InspectAsync(
            parsed.GetValue(images) ?? [], parsed.GetValue(registry), parsed.GetValue(tag)!, output, cancellation)));
    }
}
