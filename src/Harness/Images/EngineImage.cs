namespace Harness.Images;

/// <summary>An image that was found in the engine.</summary>
/// <param name="Name">The name by which the run knows it.</param>
/// <param name="Id">The engine's id of it.</param>
public sealed record EngineImage(ImageName Name, ImageId Id)
{
    private const int Digits = 12;

    /// <summary>The digests by which registries know it, <c>sha256:…</c>; none where nobody asked the engine for them.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>
    /// A tag that says which bytes it is: a node that has the name has the image, and never an older one. So what a node
    /// has is seen by the names that it lists.
    /// </summary>
    public string Tag => $"id-{Id.Text[(Id.Text.IndexOf(':', StringComparison.Ordinal) + 1)..][..Digits]}";

    /// <summary>The reference without its tag.</summary>
    public string Repository => Name.Text.LastIndexOf(':') is var colon && colon > Name.Text.LastIndexOf('/') ? Name.Text[..colon] : Name.Text;
}
