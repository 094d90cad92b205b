using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>
/// Recognises what need not be built again: the label <c>kcr.dev/inputs</c> names everything that an image was made
/// from, so an image that has the label of the build to come is the one that the build would give from its cache.
/// </summary>
/// <param name="root">The repository's root.</param>
/// <param name="store">The engine's images.</param>
internal sealed class BuildInputs(string root, IImageStore store)
{
    // Options with a value, and options in one word.
    private static readonly string[] Elsewhere = ["--tag", "--builder", "--output", "--cache-from", "--cache-to", "--url"];
    private static readonly string[] Going = ["--push", "--load", "--provenance=", "--sbom=", "--no-cache"];

    /// <summary>What an image is made of, relative to the root.</summary>
    public static IReadOnlyList<string> SourcesOf(PlannedImage image) =>
        image.Definition.Kind == ImageKind.Sidecar
            ? [image.Definition.Context, .. SidecarProgram.Sources]
            : [image.Definition.Context];

    /// <summary>The build with the label that names its inputs.</summary>
    public static ProcessCommand Labelled(ProcessCommand command, string inputs) =>
        command with { Arguments = [.. command.Arguments.SkipLast(1), "--label", $"{ImageLabels.Inputs}={inputs}", command.Arguments[^1]] };

    /// <summary>The hash of a stand-in base: its context and the build's arguments, which hold ARGs and the root's id.</summary>
    public string Of(PlannedBase standIn, ProcessCommand command) =>
        SourceHash.Of(root, [standIn.Definition.Context], Material(command));

    /// <summary>The hash of an image: its context, the build's arguments and the stand-ins that its stages start from.</summary>
    public async Task<string> OfAsync(
        BuildTarget target, ProcessCommand command, CancellationToken cancellation)
    {
        var image = target.Image;
        List<string> paths = [image.Definition.Context];
        if (image.Definition.Kind == ImageKind.Sidecar)
        {
            paths.Add(new SidecarProgram(root, target.Platform).Stamp);
        }

        var bases = await Task.WhenAll(image.Needs.Select(need => store.FindAsync(need.ToString(), cancellation)));
        return SourceHash.Of(root, paths, [.. Material(command), .. bases.Select(found => found?.Id ?? "")]);
    }

    /// <summary>
    /// The arguments that an image is made of: not its name, nor where it is built and goes to. So the same sources give the same image
    /// under every name, label and all.
    /// </summary>
    private static IEnumerable<string> Material(ProcessCommand command)
    {
        var arguments = command.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Elsewhere.Contains(arguments[i]))
            {
                i++;
            }
            else if (!Going.Any(option => arguments[i].StartsWith(option, StringComparison.Ordinal)))
            {
                yield return arguments[i];
            }
        }
    }

    /// <summary>Whether the engine has the image, made from this.</summary>
    public async Task<bool> IsUpToDateAsync(string reference, string inputs, CancellationToken cancellation) =>
        (await store.FindAsync(reference, cancellation))?.Labels.GetValueOrDefault(ImageLabels.Inputs) == inputs;
}
