namespace Harness.Images;

/// <summary>An engine's id of an image; two equal ids are the same bytes.</summary>
/// <param name="Text">The id, <c>sha256:…</c>.</param>
public readonly record struct ImageId(string Text)
{
    /// <inheritdoc />
    public override string ToString() => Text;
}
