namespace Harness.Images;

/// <summary>The labels of what is built; those of OCI are defined at https://github.com/opencontainers/image-spec/blob/main/annotations.md.</summary>
public static class ImageLabels
{
    /// <summary>One line for people.</summary>
    public const string Title = "org.opencontainers.image.title";
    /// <summary>What it is for.</summary>
    public const string Description = "org.opencontainers.image.description";
    /// <summary>The tag that it was built with.</summary>
    public const string Version = "org.opencontainers.image.version";
    /// <summary>The time of the commit that it was made from, RFC 3339.</summary>
    public const string Created = "org.opencontainers.image.created";
    /// <summary>The commit that it was made from.</summary>
    public const string Revision = "org.opencontainers.image.revision";
    /// <summary>The reference of the base of its final stage.</summary>
    public const string BaseName = "org.opencontainers.image.base.name";
    /// <summary>The digest of that base.</summary>
    public const string BaseDigest = "org.opencontainers.image.base.digest";

    /// <summary>dhi, mirror or local, by the base that the final stage starts from.</summary>
    public const string BaseProvider = "kcr.dev/base-provider";

    /// <summary>
    /// The digests of the base's layers unpacked (OCI's diff ids), lowest first, separated by blanks. The image's own begin
    /// with them, which proves without the base at hand that it is the one that was used, and tells its files from those above.
    /// </summary>
    public const string BaseLayers = "kcr.dev/base-layers";

    /// <summary>full or core: how much of what the catalog advertises is in it.</summary>
    public const string PackageSet = "kcr.dev/package-set";

    /// <summary>true or false: whether there is a shell in it, which decides how a deployment can look into it; FS003 holds it to what is found.</summary>
    public const string Shell = "kcr.dev/shell";

    /// <summary>A hash of everything that it was made from; two images with the same hash are the same.</summary>
    public const string Inputs = "kcr.dev/inputs";

    /// <summary>On a stand-in base: the id of the image that it rests on.</summary>
    public const string Root = "kcr.dev/root";
}
