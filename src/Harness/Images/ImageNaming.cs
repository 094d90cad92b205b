namespace Harness.Images;

/// <summary>How a run's images are named: what is the same for all of them.</summary>
/// <param name="Registry">The registry and path that replaces the prefix <c>kcr</c>; null for local images.</param>
/// <param name="Tag">The tag.</param>
public sealed record ImageNaming(string? Registry = null, string Tag = "latest")
{
    /// <summary>
    /// The harness's own sidecar image: pause process and probe come from it, also when another sidecar is under test.
    /// </summary>
    public ImageReference OwnSidecar => Of("sidecar");

    /// <summary>
    /// The harness's own sidecar images that serve beside another one under test, the best first: a branch's images may have
    /// been built without a sidecar, and then the one that is usually built does as well.
    /// </summary>
    /// <param name="other">The sidecar under test.</param>
    public IReadOnlyList<ImageName> HelpersBeside(ImageName other)
    {
        ImageName[] names = [OwnSidecar, new ImageNaming(Registry).OwnSidecar, new ImageNaming().OwnSidecar];
        return [.. names.Except([other]), .. IsOwn(other) ? [other] : Array.Empty<ImageName>()];
    }

    /// <summary>Whether a sidecar's name is that of the harness's own, under whichever tag or digest.</summary>
    private bool IsOwn(ImageName name) =>
        new[] { OwnSidecar.Repository, new ImageNaming().OwnSidecar.Repository }.Any(own => name.Text == own
            || name.Text.StartsWith(own + ':', StringComparison.Ordinal) || name.Text.StartsWith(own + '@', StringComparison.Ordinal));

    /// <summary>The reference of an image of the catalog.</summary>
    /// <param name="image">Its name there.</param>
    public ImageReference Of(string image) => ImageReference.For(image, Registry, Tag);
}
