using Harness.Catalog;
using Harness.Images;

namespace Harness.Building;

/// <summary>What will be built: nothing is looked up or decided after this.</summary>
/// <param name="Source">Where the bases come from, and why from there.</param>
/// <param name="Bases">The stand-in bases that must exist first; empty for other providers.</param>
/// <param name="Images">The images.</param>
/// <param name="Settings">How they are built.</param>
public sealed record BuildPlan(
    BaseSource Source, IReadOnlyList<PlannedBase> Bases, IReadOnlyList<PlannedImage> Images, BuildSettings Settings);

/// <summary>A stand-in base to be built.</summary>
/// <param name="Definition">What the catalog says of it.</param>
/// <param name="Variant">The variant: the stage of its Dockerfile.</param>
/// <param name="Reference">The reference that the Dockerfiles name.</param>
/// <param name="Args">The ARGs of its Dockerfile.</param>
public sealed record PlannedBase(
    BaseDefinition Definition, FinalVariant Variant, ImageReference Reference, IReadOnlyList<PlannedArg> Args);

/// <summary>An image to be built.</summary>
/// <param name="Definition">What the catalog says of it.</param>
/// <param name="Reference">The reference that it will have.</param>
/// <param name="BaseReference">The reference of the base of its final stage, a tag or a digest.</param>
/// <param name="Needs">The stand-in bases that its Dockerfile starts from; each is one of the plan's bases.</param>
/// <param name="Args">Its build ARGs.</param>
public sealed record PlannedImage(
    ImageDefinition Definition,
    ImageReference Reference,
    string BaseReference,
    IReadOnlyList<ImageReference> Needs,
    IReadOnlyList<PlannedArg> Args)
{
    /// <summary>The other ARGs before the first FROM, with the values that the Dockerfile gives them.</summary>
    public IReadOnlyList<PlannedArg> Defaults { get; init; } = [];

    /// <summary>The references of all images that its stages start from.</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>By version ARG, the references that its value is a part of, with <see cref="VersionMark"/> in its place.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> VersionedBases { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Stands for a version in <see cref="VersionedBases"/>: no reference has it.</summary>
    internal const char VersionMark = '\u0001';
}
