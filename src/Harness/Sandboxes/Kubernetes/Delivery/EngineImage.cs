namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>An image of the engine that a run's pods need.</summary>
/// <param name="Reference">The name by which the run knows it.</param>
/// <param name="Id">The image id, <c>sha256:…</c>.</param>
internal sealed record EngineImage(string Reference, string Id)
{
    private const int Digits = 12;

    /// <summary>The digests by which registries know it, <c>sha256:…</c>; none where nobody asked the engine for them.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>
    /// A tag that says which bytes it is: a node that has the name has the image, and never an older one. So what a node
    /// has is seen by the names that it lists.
    /// </summary>
    public string Tag => $"id-{Id[(Id.IndexOf(':', StringComparison.Ordinal) + 1)..][..Digits]}";

    /// <summary>The reference without its tag.</summary>
    public string Repository => Reference.LastIndexOf(':') is var colon && colon > Reference.LastIndexOf('/') ? Reference[..colon] : Reference;
}
