namespace Harness.Snapshots.Baselines;

/// <summary>What happened to a thing.</summary>
public enum Change
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is not there any more.</summary>
    Removed,

    /// <summary>It is another than before.</summary>
    Changed,
}

/// <summary>One difference between two states of an image.</summary>
/// <param name="Area">What it is about: platform, user, workingDirectory, entrypoint, command, environment, packages, files, libraries.</param>
/// <param name="Change">What happened.</param>
/// <param name="Subject">What it happened to: a variable, a package, a path; empty where the area is one thing.</param>
/// <param name="Before">How it was, in words; null when it was added.</param>
/// <param name="After">How it is, in words; null when it was removed.</param>
public sealed record StateDifference(string Area, Change Change, string Subject, string? Before, string? After)
{
    /// <summary>The bytes that an added or a removed file has; 0 otherwise.</summary>
    public long Size { get; init; }

    /// <summary>Whether an added or a removed path is a directory.</summary>
    public bool IsDirectory { get; init; }
}
