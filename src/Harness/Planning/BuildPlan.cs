using Harness.Catalog;

namespace Harness.Planning;

/// <summary>Where the base images come from.</summary>
public enum BaseProvider
{
    /// <summary>dhi.io itself.</summary>
    Dhi,

    /// <summary>A mirror of dhi.io, named by DHI_MIRROR.</summary>
    Mirror,

    /// <summary>Stand-ins built from Debian packages.</summary>
    Local,
}

/// <summary>Where a build ARG's value came from.</summary>
public enum ArgOrigin
{
    /// <summary>The catalog.</summary>
    Catalog,

    /// <summary>The base provider.</summary>
    Provider,

    /// <summary>The command line.</summary>
    CommandLine,
}

/// <summary>A build ARG with its value and where that came from.</summary>
public sealed record PlannedArg(string Name, string Value, ArgOrigin Origin);

/// <summary>What the caller asked to be built.</summary>
/// <param name="Images">Names of images; empty means all.</param>
/// <param name="Registry">The registry and path that replaces the prefix <c>kcr</c>; null for local images.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Provider">The base provider; null means: dhi where credentials are found, mirror where DHI_MIRROR is set, else local.</param>
/// <param name="BuildArgs">ARGs of the command line; each must be an ARG of at least one selected Dockerfile.</param>
/// <param name="Platform">The platform, for example linux/arm64; null for the engine's own.</param>
/// <param name="Push">Whether the images are pushed.</param>
/// <param name="NoCache">Whether the build cache is ignored.</param>
/// <param name="Parallel">How many builds at once; 1 builds in sequence, null means the number of processors.</param>
/// <param name="Builder">The buildx builder; null for the current one.</param>
public sealed record BuildRequest(
    IReadOnlyList<string> Images,
    string? Registry = null,
    string Tag = "latest",
    BaseProvider? Provider = null,
    IReadOnlyDictionary<string, string>? BuildArgs = null,
    string? Platform = null,
    bool Push = false,
    bool NoCache = false,
    int? Parallel = null,
    string? Builder = null);

/// <summary>What will be built: nothing is looked up or decided after this.</summary>
/// <param name="Provider">The base provider.</param>
/// <param name="Bases">The stand-in bases that must exist first; empty for other providers.</param>
/// <param name="Images">The images.</param>
/// <param name="Request">The request that led to it.</param>
public sealed record BuildPlan(
    BaseProvider Provider, IReadOnlyList<PlannedBase> Bases, IReadOnlyList<PlannedImage> Images, BuildRequest Request);

/// <summary>A stand-in base to be built.</summary>
/// <param name="Definition">What the catalog says of it.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Reference">The reference that the Dockerfiles name.</param>
/// <param name="Args">The ARGs of its Dockerfile.</param>
public sealed record PlannedBase(
    BaseDefinition Definition, FinalVariant Variant, ImageReference Reference, IReadOnlyList<PlannedArg> Args);

/// <summary>An image to be built.</summary>
/// <param name="Definition">What the catalog says of it.</param>
/// <param name="Reference">The reference that it will have.</param>
/// <param name="BaseReference">The reference of the base of its final stage.</param>
/// <param name="Args">Its build ARGs.</param>
public sealed record PlannedImage(
    ImageDefinition Definition, ImageReference Reference, ImageReference BaseReference, IReadOnlyList<PlannedArg> Args);
