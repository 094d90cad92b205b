using Harness.Catalog;

namespace Harness.Images;

/// <summary>An image that exists in an engine: what building hands to testing.</summary>
/// <param name="Definition">What the catalog says of it.</param>
/// <param name="Reference">Where it was found.</param>
/// <param name="Digest">The engine's id of it.</param>
/// <param name="Versions">The version expected of each version ARG: the catalog's, or the command line's.</param>
/// <param name="BaseProvider">The label <c>kcr.dev/base-provider</c>: dhi, mirror or local; null when the image does not say.</param>
/// <param name="BaseName">The label <c>org.opencontainers.image.base.name</c>.</param>
/// <param name="BaseDigest">The label <c>org.opencontainers.image.base.digest</c>.</param>
public sealed record ImageUnderTest(
    ImageDefinition Definition,
    ImageReference Reference,
    ImageId Digest,
    IReadOnlyDictionary<string, string> Versions,
    string? BaseProvider,
    string? BaseName,
    string? BaseDigest)
{
    /// <summary>The digest under which the registry of its name has it; null where it was neither pulled from there nor pushed.</summary>
    public string? RegistryDigest { get; init; }

    /// <summary>The label <c>kcr.dev/package-set</c>; an image that does not say core is held against the full set.</summary>
    public PackageSet Set { get; init; }

    /// <summary>The advertised packages of a language that the image must have.</summary>
    public IReadOnlyList<AdvertisedPackage> Included(LanguageDefinition language)
    {
        return [.. language.Packages.Where(package => !IsLeftOut(package.Name))];
    }

    /// <summary>What its languages advertise and it does not have: because of its set, or because of where its bases come from.</summary>
    public IReadOnlyList<string> NotIncluded =>
        [.. Definition.Languages.SelectMany(language => language.Packages).Select(package => package.Name).Distinct().Where(IsLeftOut)];

    /// <summary>Whether an advertised package was left out on purpose.</summary>
    internal bool IsLeftOut(string package) => Set == PackageSet.Core
        || (BaseProvider is not null && Definition.Unavailable.GetValueOrDefault(BaseProvider, []).Contains(package));
}
