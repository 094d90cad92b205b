using System.Globalization;
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
    : BuildCommands(root)
{
    /// <summary>How to get docker where it is missing.</summary>
    public const string InstallHint =
        "Images are built with the docker command and its buildx plugin: './scripts/setup.sh' installs both on Debian, "
        + "'./scripts/setup.sh --check' says what to install elsewhere.";

    private readonly string root = root;

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

    public override IBuildOutput Output(string image, string context, IProgress<BuildEvent> progress) => new BuildxOutput(image, progress);

    public override ProcessCommand Join(ImageReference reference, IEnumerable<string> digests) => new(
        "docker",
        [
            "buildx", "imagetools", "create", .. Builder, "--tag", reference.ToString(),
            .. digests.Select(digest => $"{reference.Repository}@{digest}"),
        ])
    {
        Environment = environment,
        InstallHint = InstallHint,
    };

    protected override ProcessCommand Command(BuildCall call)
    {
        List<string> arguments = ["buildx", "build", "--progress=rawjson", "--tag", call.Reference.ToString(), .. Options(call), .. Builder];
        if (call.Platform is { } platform)
        {
            arguments.AddRange(["--platform", platform]);
        }

        if (settings.NoCache)
        {
            arguments.Add("--no-cache");
        }

        arguments.AddRange(call.Args.SelectMany(arg => new[] { "--build-arg", $"{arg.Name}={arg.Value}" }));
        arguments.AddRange(call.Labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" }));
        if (certificates is not null)
        {
            arguments.AddRange(["--secret", $"id=ca-certificates,src={certificates}"]);
        }

        arguments.Add(call.Context);
        return new ProcessCommand("docker", arguments)
        {
            WorkingDirectory = root,
            Environment = environment,
            InstallHint = InstallHint,
        };
    }

    private IEnumerable<string> Options(BuildCall call)
    {
        if (call.Target is { } target)
        {
            return ["--target", target, "--load"];
        }

        return
        [
            .. Export,
            .. settings.CacheFrom.SelectMany(cache => new[] { "--cache-from", cache }),
            .. settings.CacheTo.SelectMany(cache => new[] { "--cache-to", cache }),
            .. call.App is { } app ? ["--build-context", $"app={app}"] : Array.Empty<string>(),
            .. settings.SourceDateEpoch is { } epoch
                ? ["--build-arg", string.Create(CultureInfo.InvariantCulture, $"{SourceDateEpoch.Variable}={epoch}")]
                : Array.Empty<string>(),
            .. call.Pull ? ["--pull"] : Array.Empty<string>(),
        ];
    }
}
