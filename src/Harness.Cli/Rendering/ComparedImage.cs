using Harness.Snapshots.Baselines;

namespace Harness.Cli.Rendering;

/// <summary>An image beside what it was.</summary>
/// <param name="Before">What it is compared with.</param>
/// <param name="After">The image.</param>
/// <param name="Differences">What is different.</param>
/// <param name="Accepted">Whether the image takes the other's place.</param>
internal sealed record ComparedImage(ImageState Before, ImageState After, IReadOnlyList<StateDifference> Differences, bool Accepted);
