using System.CommandLine;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;
using Harness.Suite.Inspection;

namespace Harness.Cli.Verbs;

/// <summary><c>harness inspect IMAGE…</c>.</summary>
internal static class InspectVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Description = "A name in images/catalog.yaml, any reference in the engine, or, without an engine, docker-archive:FILE[:NAME], "
                + "oci:DIRECTORY[:NAME], oci-archive:FILE[:NAME] or a file *.tar (default: all of the catalog).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var tag = Values.Tag();
        var registry = Values.Registry();
        var platform = Values.Platform("The image's platform, where files hold it for several (default: this machine's).");
        var findings = new Option<bool>("--findings") { Description = "Carry out the static checks and show what they find; ends with 1 when one fails." };
        var expected = new Option<string?>("--as")
        {
            Description = "The catalog's image that it is held to (default: by its name or its labels).",
            HelpName = "IMAGE"
        };
        var save = new Option<string?>("--save")
        {
            Description = "Write what the image is into a file that is not there yet, to be compared with later.",
            HelpName = "FILE"
        };
        var against = new Option<string?>("--against")
        {
            Description = "Compare with a saved state or with another image: packages, files, sizes, owners, modes, environment, user, entrypoint, "
                + "libraries; ends with 1 when something is different.",
            HelpName = "FILE|IMAGE",
        };
        var accept = new Option<bool>("--accept") { Description = "Show the differences and take them over into the file of --against." };
        var attestations = new Option<bool>("--attestations")
        {
            Description = "Show the SBOM, provenance and other attestations of the image and of its base; asks the registries that have them.",
        };
        foreach (var option in (Option[])[tag, registry, platform, findings, attestations, expected, save, against, accept])
        {
            command.Add(option);
        }

        command.Add(images);
        Values.Exclusive(command, save, against);
        Help.AddTo(command, [
            "harness inspect",
            "harness inspect python --findings",
            "harness inspect docker-archive:python.tar --as python --findings --output json",
            "harness inspect python --save python.state.json",
            "harness inspect python --against python.state.json --accept",
            "harness inspect oci:build/python --against kcr-python:latest",
        ]);
        command.SetAction(host((parsed, output, cancellation) => workflows.InspectAsync(
            new InspectRequest(
                parsed.GetValue(images) ?? [],
                parsed.GetValue(registry),
                parsed.GetValue(tag)!,
                parsed.GetValue(platform),
                parsed.GetValue(findings),
                parsed.GetValue(expected),
                parsed.GetValue(save),
                parsed.GetValue(against),
                parsed.GetValue(accept))
            {
                Attestations = parsed.GetValue(attestations),
            },
            output,
            cancellation)));
    }
}
