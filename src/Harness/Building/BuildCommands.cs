using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>The build calls of a plan, for the builder that the engine has.</summary>
/// <param name="root">The repository's root, in which they run.</param>
internal abstract class BuildCommands(string root)
{
    public ProcessCommand For(PlannedBase standIn, string rootId, string? platform) => Command(new BuildCall(
        standIn.Definition.Context,
        standIn.Reference,
        standIn.Args,
        new Dictionary<string, string> { [ImageLabels.Root] = rootId })
    {
        Target = standIn.Variant == FinalVariant.Dev ? "dev" : "minimal",
        Platform = platform,
    });

    public ProcessCommand For(BuildTarget target, SourceRevision revision, BaseIdentity? identity)
    {
        var image = target.Image;
        var labels = new Dictionary<string, string>
        {
            [ImageLabels.Title] = image.Definition.Title,
            [ImageLabels.Description] = Description(image.Definition),
            [ImageLabels.Version] = image.Reference.Tag,
            [ImageLabels.Created] = revision.Created,
            [ImageLabels.Revision] = revision.Revision,
            [ImageLabels.BaseName] = image.BaseReference,
            [ImageLabels.Shell] = image.Definition.Shell ? "true" : "false",
            [ImageLabels.BaseProvider] = BaseIdentities.ProviderOf(image.BaseReference),
        };
        if (identity is not null)
        {
            labels[ImageLabels.BaseDigest] = identity.Digest;
        }

        if (identity is { Layers.Count: > 0 })
        {
            labels[ImageLabels.BaseLayers] = string.Join(' ', identity.Layers);
        }

        if (image.Args.FirstOrDefault(arg => arg.Name == BuildPlanner.PackageSetArg) is { } set)
        {
            labels[ImageLabels.PackageSet] = set.Value;
        }

        return Command(new BuildCall(image.Definition.Context, target.Reference, image.Args, labels)
        {
            Platform = target.Platform,
            App = image.Definition.Kind == ImageKind.Sidecar ? new SidecarProgram(root, target.Platform).Output : null,
            // A tag moves: the base must be the one that the registry has now, which is also the one in the labels.
            Pull = BaseIdentities.IsRemote(image.BaseReference),
        });
    }

    /// <summary>
    /// Joins images of several platforms under one reference. Their attestations come along: each image is an index with its own.
    /// </summary>
    /// <param name="reference">The reference.</param>
    /// <param name="digests">The images, in its repository.</param>
    public abstract ProcessCommand Join(ImageReference reference, IEnumerable<string> digests);

    /// <summary>Reads what a build writes.</summary>
    /// <param name="image">The reference that events carry.</param>
    /// <param name="context">The build's context, relative to the root.</param>
    /// <param name="progress">Takes the events.</param>
    public abstract IBuildOutput Output(string image, string context, IProgress<BuildEvent> progress);

    protected abstract ProcessCommand Command(BuildCall call);

    private static string Description(ImageDefinition image) =>
        image.Kind == ImageKind.Sidecar
            ? "Runs code in the mount namespace and with the environment of the main container beside it"
            : $"Runs {string.Join(" and ", image.Languages.Select(language => language.Name))} for a sidecar, as user 65532, "
                + "with the environment of its entrypoint alone";
}
