using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Images;

namespace Harness.Suite;

/// <summary>What the caller asked to be tested.</summary>
/// <param name="Languages">Names or aliases; empty means all.</param>
/// <param name="Checks">Ids of checks; empty means all. Checks that they require are added.</param>
/// <param name="Skip">Ids of checks to leave out.</param>
/// <param name="Registry">The registry and path of the images; null for local images.</param>
/// <param name="Tag">The tag of the images.</param>
/// <param name="SidecarImage">Another sidecar image than the catalog's.</param>
/// <param name="BuildArgs">Version ARGs that the images were built with, where they differ from the catalog.</param>
/// <param name="Parallel">How many sandboxes at once; null means a default by the machine.</param>
/// <param name="Shard">Index (from 1) and count of the shard to run; null for everything.</param>
/// <param name="Timeout">The deadline of each check, not counting waits for other checks' programs, and of each start.</param>
/// <param name="Keep">Whether sandboxes are left running.</param>
/// <param name="HostPort">The first host port for the sidecars; null lets the engine choose.</param>
public sealed record TestRequest(
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Checks,
    IReadOnlyList<string> Skip,
    string? Registry = null,
    string Tag = "latest",
    string? SidecarImage = null,
    IReadOnlyDictionary<string, string>? BuildArgs = null,
    int? Parallel = null,
    (int Index, int Count)? Shard = null,
    TimeSpan? Timeout = null,
    bool Keep = false,
    int? HostPort = null)
{
    /// <summary>Whether images that are in a registry are pulled first, also those that the engine has.</summary>
    public bool Pull { get; init; }
}

/// <summary>What will be tested.</summary>
/// <param name="Targets">Images with the languages to test; an image without languages gets static checks only.</param>
/// <param name="StaticChecks">The selected static checks.</param>
/// <param name="SandboxChecks">The selected sandbox checks, requirements before what requires them.</param>
/// <param name="SidecarImage">The name of the sidecar that runs beside the images.</param>
/// <param name="Naming">How its images are named.</param>
/// <param name="Settings">How it is carried out.</param>
public sealed record TestPlan(
    IReadOnlyList<PlannedTarget> Targets,
    IReadOnlyList<StaticCheck> StaticChecks,
    IReadOnlyList<SandboxCheck> SandboxChecks,
    ImageName SidecarImage,
    ImageNaming Naming,
    RunSettings Settings)
{
    /// <summary>The selected checks of Dockerfiles.</summary>
    public IReadOnlyList<DockerfileCheck> DockerfileChecks { get; init; } = [];

    /// <summary>The checks of an image as a whole: of its Dockerfile, its configuration and its files.</summary>
    public IEnumerable<Check> ChecksOf(ImageDefinition image) => [.. DockerfileChecks, .. StaticChecks.Where(check => check.AppliesTo(image))];
}

/// <summary>An image to test.</summary>
/// <param name="Definition">What the catalog says of it.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Languages">The languages to test.</param>
/// <param name="Versions">The version expected of each version ARG.</param>
public sealed record PlannedTarget(
    ImageDefinition Definition,
    ImageReference Reference,
    IReadOnlyList<LanguageDefinition> Languages,
    IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>The path of its Dockerfile on this machine; null when that is not looked at.</summary>
    public string? Dockerfile { get; init; }
}
