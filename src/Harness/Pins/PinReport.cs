using Harness.Images;

namespace Harness.Pins;

/// <summary>How a base in its registry compares with what was recorded of it.</summary>
public enum PinState
{
    /// <summary>It is the very image that was recorded.</summary>
    AsRecorded,

    /// <summary>It is another image, and what images rely on is as it was.</summary>
    Moved,

    /// <summary>Something that images rely on is not as it was.</summary>
    Changed,

    /// <summary>The registry has nothing of that name any more.</summary>
    Gone,

    /// <summary>It is there, and nothing was recorded that it could be compared with.</summary>
    NotRecorded,

    /// <summary>It is a stand-in, which is in no registry.</summary>
    StandIn,
}

/// <summary>A base and what became of it.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Images">The images that start from it.</param>
/// <param name="State">How it compares.</param>
/// <param name="Recorded">What was recorded; null where nothing was.</param>
/// <param name="Now">What the registry has; null where it has nothing, or there is none.</param>
/// <param name="Changes">What is not as it was, in words; empty for all states but <see cref="PinState.Changed"/>.</param>
public sealed record BasePin(
    string Reference, IReadOnlyList<string> Images, PinState State, BaseState? Recorded, BaseState? Now, IReadOnlyList<string> Changes)
{
    /// <summary>
    /// Where the image is not what its annotations of hardened images say, in words. Looked for when it is read: not while it is the
    /// very one that was recorded.
    /// </summary>
    public IReadOnlyList<string> Untrue { get; init; } = [];
}

/// <summary>A version ARG and what there is besides its value.</summary>
/// <param name="Arg">The ARG.</param>
/// <param name="Value">Its value.</param>
/// <param name="Images">The images that have it.</param>
/// <param name="Offered">
/// The versions of as many components for which every base of these images has a tag, lowest first; empty where the value is in
/// no base's tag, or is no number.
/// </param>
/// <param name="Ends">The last day on which the version's line gets security updates; null where nobody says.</param>
/// <param name="EndsSource">Where that is said.</param>
public sealed record VersionPin(
    string Arg, string Value, IReadOnlyList<string> Images, IReadOnlyList<string> Offered, DateOnly? Ends, string? EndsSource)
{
    /// <summary>The newest that is offered and newer than the value; null where there is none.</summary>
    public string? Newest { get; init; }

    /// <summary>The newest of those with the value's first component; null where there is none.</summary>
    public string? NewestOfMajor { get; init; }
}

/// <summary>What was found of all bases and versions.</summary>
/// <param name="Source">Where the bases come from.</param>
/// <param name="Bases">The bases, in the order of the images.</param>
/// <param name="Versions">The version ARGs, in the order of the images.</param>
public sealed record PinReport(BaseSource Source, IReadOnlyList<BasePin> Bases, IReadOnlyList<VersionPin> Versions)
{
    /// <summary>The bases for which a check is red: gone, changed, or never recorded, of which nothing can be said.</summary>
    public IReadOnlyList<BasePin> Failed { get; } =
        [.. Bases.Where(pin => pin.State is PinState.Gone or PinState.Changed or PinState.NotRecorded)];
}
