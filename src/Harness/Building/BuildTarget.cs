using Harness.Images;

namespace Harness.Building;

/// <summary>What one build makes: an image for one platform.</summary>
/// <param name="Image">The image.</param>
/// <param name="Platform">The platform; null for the engine's own.</param>
/// <param name="Reference">Its reference: the image's, or where there are several platforms the image's with the platform behind the tag.</param>
internal sealed record BuildTarget(PlannedImage Image, string? Platform, ImageReference Reference)
{
    /// <summary>The builds of an image.</summary>
    public static IReadOnlyList<BuildTarget> Of(PlannedImage image, BuildSettings settings) => settings.Platforms.Count > 1
        ? [.. settings.Platforms.Select(platform => new BuildTarget(
            image, platform, image.Reference with { Tag = $"{image.Reference.Tag}-{platform.Replace('/', '-')}" }))]
        : [new BuildTarget(image, settings.Platform, image.Reference)];
}
