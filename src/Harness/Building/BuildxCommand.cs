using System.Globalization;
using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>The <c>docker buildx build</c> calls of a plan.</summary>
/// <param name="root">The repository's root, in which they run.</param>
/// <param name="settings">The options that all share.</param>
/// <param name="certificates">The certificate bundle that builds may use; null when there is none.</param>
/// <param name="environment">Variables of the docker command.</param>
/// <param name="builder">What the builder can do; null where nothing that needs it was asked for.</param>
internal sealed class BuildxCommand(
    string root, BuildSettings settings, string? certificates, IReadOnlyDictionary<string, string?> environment, BuilderAbilities? builder)
{
    /// <summary>How to get docker where it is missing.</summary>
    public const string InstallHint =
        "Images are built with the docker command and its buildx plugin: './scripts/setup.sh' installs both on Debian, "
        + "'./scripts/setup.sh --check' says what to install elsewhere.";

    public ProcessCommand For(PlannedBase standIn, string rootId) => Command(
        standIn.Definition.Context,
        standIn.Reference,
        standIn.Args,
        new Dictionary<string, string> { [ImageLabels.Root] = rootId },
        ["--target", standIn.Variant == FinalVariant.Dev ? "dev" : "minimal", "--load"],
        settings.Platform);

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

        List<string> options =
        [
            .. Export,
            .. settings.CacheFrom.SelectMany(cache => new[] { "--cache-from", cache }),
            .. settings.CacheTo.SelectMany(cache => new[] { "--cache-to", cache }),
        ];
        if (image.Definition.Kind == ImageKind.Sidecar)
        {
            options.AddRange(["--build-context", $"app={new SidecarProgram(root, target.Platform).Output}"]);
        }

        if (settings.SourceDateEpoch is { } epoch)
        {
            options.AddRange(["--build-arg", string.Create(CultureInfo.InvariantCulture, $"{SourceDateEpoch.Variable}={epoch}")]);
        }

        if (BaseIdentities.IsRemote(image.BaseReference))
        {
            // A tag moves: the base must be the one that the registry has now, which is also the one in the labels.
            options.Add("--pull");
        }

        return Command(image.Definition.Context, target.Reference, image.Args, labels, options, target.Platform);
    }

    /// <summary>
    /// Joins images of several platforms under one reference. Their attestations come along: each image is an index with its own.
    /// </summary>
    public ProcessCommand Join(ImageReference reference, IEnumerable<string> digests) => new(
        "docker",
        [
            "buildx", "imagetools", "create", .. Builder, "--tag", reference.ToString(),
            .. digests.Select(digest => $"{reference.Repository}@{digest}"),
        ])
    {
        Environment = environment,
        InstallHint = InstallHint,
    };

    private IReadOnlyList<string> Builder => settings.Builder is { } name ? ["--builder", name] : [];

    /// <summary>Where the image goes. An engine on its own image store takes neither times nor attestations.</summary>
    private IReadOnlyList<string> Export => builder is { ExportsImages: true }
        ? [
            .. (settings.Push, settings.SourceDateEpoch) switch
            {
                (true, null) => (string[])["--push"],
                (true, _) => ["--output", "type=image,push=true,rewrite-timestamp=true"],
                (false, null) => ["--load"],
                (false, _) => ["--output", "type=docker,rewrite-timestamp=true"],
            },
            .. settings.Push ? settings.Attestations.Options : [],
        ]
        : [settings.Push ? "--push" : "--load"];

    private ProcessCommand Command(
        string context,
        ImageReference reference,
        IReadOnlyList<PlannedArg> args,
        Dictionary<string, string> labels,
        IReadOnlyList<string> options,
        string? platform)
    {
        List<string> arguments = ["buildx", "build", "--progress=rawjson", "--tag", reference.ToString(), .. options, .. Builder];
        if (platform is not null)
        {
            arguments.AddRange(["--platform", platform]);
        }

        if (settings.NoCache)
        {
            arguments.Add("--no-cache");
        }

        arguments.AddRange(args.SelectMany(arg => new[] { "--build-arg", $"{arg.Name}={arg.Value}" }));
        arguments.AddRange(labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" }));
        if (certificates is not null)
        {
            arguments.AddRange(["--secret", $"id=ca-certificates,src={certificates}"]);
        }

        arguments.Add(context);
        return new ProcessCommand("docker", arguments)
        {
            WorkingDirectory = root,
            Environment = environment,
            InstallHint = InstallHint,
        };
    }

    private static string Description(ImageDefinition image) =>
        image.Kind == ImageKind.Sidecar
            ? "Runs code in the mount namespace and with the environment of the main container beside it"
            : $"Runs {string.Join(" and ", image.Languages.Select(language => language.Name))} for a sidecar, as user 65532, "
                + "with the environment of its entrypoint alone";
}
