namespace Harness.Images;

/// <summary>
/// The name under which somebody gave an image: a reference with a tag, with a digest or with neither. It is handed on as
/// it was given, because an engine and a node may know the image by this name and by no other.
/// </summary>
/// <param name="Text">The name.</param>
public readonly record struct ImageName(string Text)
{
    /// <summary>The name of an image that the catalog names.</summary>
    public static implicit operator ImageName(ImageReference reference) => FromImageReference(reference);

    /// <summary>The name of an image that the catalog names.</summary>
    public static ImageName FromImageReference(ImageReference reference) => new(reference.ToString());

    /// <inheritdoc />
    public override string ToString() => Text;
}
