using System.Text.RegularExpressions;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>What the buildx builder of a run can do.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Its driver: docker for the engine itself, docker-container, remote, kubernetes, cloud.</param>
/// <param name="ExportsImages">
/// Whether it makes OCI images by itself, which can have attestations and be told other times of their files. An engine can only with
/// containerd's image store: without it, it stores and pushes images in a form of its own (https://docs.docker.com/go/attestations/).
/// </param>
internal sealed partial record BuilderAbilities(string Name, string Driver, bool ExportsImages)
{
    // An engine on its own image store has BuildKit's worker without a snapshotter.
    private const string Snapshotter = "org.mobyproject.buildkit.worker.snapshotter";

    [GeneratedRegex(@"^(?<name>Name|Driver):[ \t]*(?<value>\S+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Field { get; }

    /// <summary>Why this builder makes no attestations and what to do, a sentence.</summary>
    public string WithoutAttestations =>
        $"The builder '{Name}' is the Docker Engine on an image store of its own, whose images can have neither SBOM nor provenance: turn on the engine's "
        + "containerd image store, or make a builder (docker buildx create --driver docker-container --name NAME) and name it with --builder.";

    /// <summary>Asks buildx.</summary>
    /// <exception cref="InfrastructureException">There is no such builder, or it does not answer.</exception>
    public static async Task<BuilderAbilities> OfAsync(
        IProcessRunner processes, string? builder, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellation)
    {
        var command = new ProcessCommand("docker", ["buildx", "inspect", .. builder is null ? (string[])[] : [builder]])
        {
            Environment = environment,
            InstallHint = BuildxCommand.InstallHint,
        };
        var result = await processes.RunAsync(command, cancellation: cancellation);
        var fields = Field.Matches(result.Output)
            .DistinctBy(match => match.Groups["name"].Value)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        if (!result.Succeeded || !fields.TryGetValue("Driver", out var driver))
        {
            throw new InfrastructureException(
                $"'{command}' does not say what the builder can do (exit status {result.ExitCode}): {LastLines.Of(result.Error + result.Output).Trim()} "
                + "'docker buildx ls' lists the builders that there are.");
        }

        return new BuilderAbilities(
            fields.GetValueOrDefault("Name") ?? builder ?? "default",
            driver,
            driver != "docker" || result.Output.Contains(Snapshotter, StringComparison.Ordinal));
    }
}
