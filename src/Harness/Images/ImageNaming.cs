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

    /// <summary>The reference of an image of the catalog.</summary>
    /// <param name="image">Its name there.</param>
    public ImageReference Of(string image) => ImageReference.For(image, Registry, Tag);
}
