namespace Harness.Building;

/// <summary>How a plan's images are built.</summary>
/// <param name="Push">Whether the images are pushed.</param>
/// <param name="NoCache">Whether the build cache is ignored.</param>
/// <param name="Parallel">How many builds at once; null means the number of processors.</param>
/// <param name="Builder">The buildx builder; null for the current one.</param>
public sealed record BuildSettings(bool Push = false, bool NoCache = false, int? Parallel = null, string? Builder = null)
{
    /// <summary>The platforms, for example linux/arm64; none for the engine's own, several for an index of images in a registry.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The only platform; null for the engine's own, and where there are several.</summary>
    public string? Platform => Platforms is [var platform] ? platform : null;

    /// <summary>Where BuildKit may find layers that others built.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Where BuildKit puts layers for others.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>What is said of pushed images beside them.</summary>
    public AttestationSettings Attestations { get; init; } = new();

    /// <summary>Seconds since 1970 that take the place of all times of a build; null for the times as they are.</summary>
    public long? SourceDateEpoch { get; init; }

    /// <summary>What a request asks for.</summary>
    public static BuildSettings Of(BuildRequest request)
    {
        return new(request.Push, request.NoCache, request.Parallel, request.Builder)
        {
            Platforms = request.Platforms,
            CacheFrom = request.CacheFrom,
            CacheTo = request.CacheTo,
            Attestations = request.Attestations,
            SourceDateEpoch = request.SourceDateEpoch,
        };
    }
}
