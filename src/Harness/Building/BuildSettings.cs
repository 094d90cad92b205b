namespace Harness.Building;

/// <summary>How a plan's images are built.</summary>
/// <param name="Platform">The platform, for example linux/arm64; null for the engine's own.</param>
/// <param name="Push">Whether the images are pushed.</param>
/// <param name="NoCache">Whether the build cache is ignored.</param>
/// <param name="Parallel">How many builds at once; null means the number of processors.</param>
/// <param name="Builder">The buildx builder; null for the current one.</param>
public sealed record BuildSettings(
    string? Platform = null, bool Push = false, bool NoCache = false, int? Parallel = null, string? Builder = null)
{
    /// <summary>Where BuildKit may find layers that others built.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Where BuildKit puts layers for others.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>What a request asks for.</summary>
    public static BuildSettings Of(BuildRequest request)
    {
        return new(request.Platform, request.Push, request.NoCache, request.Parallel, request.Builder)
        {
            CacheFrom = request.CacheFrom,
            CacheTo = request.CacheTo
        };
    }
}
