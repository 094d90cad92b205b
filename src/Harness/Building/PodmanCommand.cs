using Harness.Dockerfiles;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>
/// The <c>podman build</c> calls of a plan, for Podman in the engine's place: it has no BuildKit, so buildx would fetch one as an image
/// and build in it, where the stand-in bases are not.
/// </summary>
/// <param name="root">The repository's root, in which they run.</param>
/// <param name="settings">The options that all share.</param>
/// <param name="engine">Podman's service.</param>
/// <param name="certificates">The certificate bundle that builds may use; null when there is none.</param>
/// <param name="environment">Variables of the podman command.</param>
/// <exception cref="UsageException">The settings ask for what only BuildKit can do, or the service is not within the podman command's reach.</exception>
internal sealed class PodmanCommand(
    string root, BuildSettings settings, DockerContext engine, string? certificates, IReadOnlyDictionary<string, string?> environment)
    : BuildCommands(root)
{
    /// <summary>How to get podman where it is missing.</summary>
    public const string InstallHint =
        "The engine is Podman, whose images are built with the podman command: install it (Debian: apt-get install podman), "
        + "or choose a Docker Engine with DOCKER_HOST or DOCKER_CONTEXT.";

    private readonly string root = root;
    private readonly BuildSettings settings = Possible(settings, engine);

    public override IBuildOutput Output(string image, string context, IProgress<BuildEvent> progress) =>
        new PodmanOutput(image, () => Read(Path.Combine(root, context, "Dockerfile")), progress);

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always: several platforms are pushed, which was refused.</exception>
    public override ProcessCommand Join(ImageReference reference, IEnumerable<string> digests) => throw new NotSupportedException();

    protected override ProcessCommand Command(BuildCall call)
    {
        // Docker's format, since SHELL has no place in OCI's; and no label of buildah's own, which other engines' images do not have.
        List<string> arguments =
        [
            "--remote", "--url", engine.Endpoint.Text, "build", "--format", "docker", "--identity-label=false", "--tag", call.Reference.ToString(),
        ];
        if (call.Target is { } target)
        {
            arguments.AddRange(["--target", target]);
        }

        if (call.App is { } app)
        {
            // Read by the service, not by the command: nothing but a full path means the same to both.
            arguments.AddRange(["--build-context", $"app={Path.GetFullPath(app, root)}"]);
        }

        if (call.Pull)
        {
            arguments.Add("--pull=always");
        }

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
        return new ProcessCommand("podman", arguments)
        {
            WorkingDirectory = root,
            Environment = environment,
            InstallHint = InstallHint,
        };
    }

    private static BuildSettings Possible(BuildSettings settings, DockerContext engine)
    {
        const string Instead = "or name a builder that has BuildKit with --builder (`docker buildx ls` lists them).";
        List<string> problems = [];
        if (settings.Push)
        {
            problems.Add(
                $"--push: the engine at {engine} is Podman, and nothing is pushed while it builds. Build without it and push then, "
                + $"with `podman push` or `docker push`, {Instead}");
        }

        if (settings.CacheFrom.Count > 0 || settings.CacheTo.Count > 0)
        {
            problems.Add($"--cache-from and --cache-to: the engine at {engine} is Podman, whose builds know no cache of BuildKit's. Leave them out, {Instead}");
        }

        if (settings.SourceDateEpoch is not null)
        {
            problems.Add(
                $"{SourceDateEpoch.Variable}: the engine at {engine} is Podman, whose builds are told the time in other ways. Unset it, {Instead}");
        }

        if (engine.Endpoint.Kind == EndpointKind.Ssh || engine.Tls is not null)
        {
            problems.Add(
                $"The engine at {engine} is Podman, reached by {(engine.Tls is null ? "SSH" : "TLS")}: the podman command would not find it with what docker "
                + $"knows. Build on the machine where Podman runs, {Instead}");
        }

        return problems.Count == 0 ? settings : throw new UsageException(problems);
    }

    // Only for the line in the message of a failure, which is told without it otherwise.
    private static Dockerfile? Read(string file)
    {
        try
        {
            return Dockerfile.Parse(File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
