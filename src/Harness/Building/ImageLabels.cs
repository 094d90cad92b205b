namespace Harness.Building;

/// <summary>The labels of what is built.</summary>
internal static class ImageLabels
{
    public const string Title = "org.opencontainers.image.title";
    public const string Description = "org.opencontainers.image.description";
    public const string Version = "org.opencontainers.image.version";
    public const string Created = "org.opencontainers.image.created";
    public const string Revision = "org.opencontainers.image.revision";
    public const string BaseName = "org.opencontainers.image.base.name";
    public const string BaseDigest = "org.opencontainers.image.base.digest";

    /// <summary>dhi, mirror or local, by the base that the final stage starts from.</summary>
    public const string BaseProvider = "kcr.dev/base-provider";

    /// <summary>full or core: how much of what the catalog advertises is in it.</summary>
    public const string PackageSet = "kcr.dev/package-set";

    /// <summary>A hash of everything that it was made from; see <see cref="BuildInputs"/>.</summary>
    public const string Inputs = "kcr.dev/inputs";

    /// <summary>On a stand-in base: the id of the image that it rests on.</summary>
    public const string Root = "kcr.dev/root";
}
