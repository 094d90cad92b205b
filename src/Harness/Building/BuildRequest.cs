using Harness.Catalog;
using Harness.Images;

namespace Harness.Building;

/// <summary>What the caller asked to be built.</summary>
/// <param name="Images">Names of images; empty means all.</param>
/// <param name="Registry">The registry and path that replaces the prefix <c>kcr</c>; null for local images.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Provider">The base provider; null means: mirror where DHI_MIRROR is set, dhi where credentials are found, else local.</param>
/// <param name="BuildArgs">ARGs of the command line; each must be an ARG of at least one selected Dockerfile.</param>
/// <param name="Push">Whether the images are pushed.</param>
/// <param name="NoCache">Whether the build cache is ignored.</param>
/// <param name="Parallel">How many builds at once; 1 builds in sequence, null means the number of processors.</param>
/// <param name="Builder">The buildx builder; null for the current one.</param>
/// <param name="Set">How much the images have; null for the full set.</param>
public sealed record BuildRequest(
    IReadOnlyList<string> Images,
    string? Registry = null,
    string Tag = "latest",
    BaseProvider? Provider = null,
    IReadOnlyDictionary<string, string>? BuildArgs = null,
    bool Push = false,
    bool NoCache = false,
    int? Parallel = null,
    string? Builder = null,
    PackageSet? Set = null)
{
    /// <summary>The platforms, for example linux/arm64; none for the engine's own, several for an index of images in a registry.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>What is said of pushed images beside them.</summary>
    public AttestationSettings Attestations { get; init; } = new();

    /// <summary>Seconds since 1970 that take the place of all times of a build; null for the times as they are.</summary>
    public long? SourceDateEpoch { get; init; }

    /// <summary>Where BuildKit may find layers that others built, as <c>docker buildx build --cache-from</c> takes it; none by default.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Where BuildKit puts layers for others, as <c>docker buildx build --cache-to</c> takes it; none by default.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];
}
