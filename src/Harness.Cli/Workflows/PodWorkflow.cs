using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Suite;

namespace Harness.Cli.Workflows;

/// <summary>Prints the pods that the suite would start.</summary>
/// <param name="catalog">The images.</param>
/// <param name="checks">All checks that run in pods.</param>
/// <param name="output">Where it writes.</param>
internal sealed class PodWorkflow(ImageCatalog catalog, IReadOnlyList<Check> checks, Output output)
{
    private static readonly Dictionary<string, string> Labels = new() { [Session.ManagedByLabel] = Session.ManagedBy };

    /// <summary>One manifest for each language, as YAML or, one a line, as JSON: both for <c>kubectl apply -f -</c>.</summary>
    public ExitStatus Run(TestRequest request, string? namespaceName, PodPlacement placement)
    {
        var plan = TestPlanner.Plan(catalog, checks, request);
        var separator = "";
        foreach (var target in plan.Targets)
        {
            foreach (var language in target.Languages)
            {
                var (image, name) = (target.Definition.Name, language.Name);
                var spec = SandboxSpec.For(
                    target.Reference.ToString(), plan.SidecarImage.Text, image == name ? image : $"{image}-{name}", language, Labels);
                var manifest = PodManifest.Render(spec, namespaceName, placement: placement.Over(catalog.Pods));
                output.Out.Write(output.Format == OutputFormat.Json ? manifest.ToJsonString() + "\n" : separator + Yaml.Write(manifest));
                separator = "---\n";
            }
        }

        return ExitStatus.Passed;
    }
}
