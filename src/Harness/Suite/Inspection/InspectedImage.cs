using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;
using Harness.Snapshots.Attestations;

namespace Harness.Suite.Inspection;

/// <summary>An image that was read, from an engine or from files.</summary>
/// <param name="Source">What it was asked for as.</param>
/// <param name="Names">The names by which it is known there; may be empty.</param>
/// <param name="Snapshot">Its configuration and files.</param>
public sealed record InspectedImage(string Source, IReadOnlyList<string> Names, ImageSnapshot Snapshot)
{
    /// <summary>Where registries have it, as far as the engine knows: NAME@DIGEST each.</summary>
    public IReadOnlyList<string> RegistryDigests { get; init; } = [];

    /// <summary>The attestations that lie beside it in files; null where they were not read, or it was read from an engine.</summary>
    public IReadOnlyList<Attestation>? Attestations { get; init; }

    /// <summary>What it consists of, in numbers.</summary>
    public ImageInspection Numbers { get; } = ImageInspection.Of(Snapshot);

    /// <summary>The image as the checks take it: held to what the catalog says of it.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="expected">Which image of the catalog it is to be; null when its names or its title tell.</param>
    /// <exception cref="UsageException">It is not known which image it is.</exception>
    public ImageUnderTest UnderTest(ImageCatalog catalog, ImageDefinition? expected)
    {
        var labels = Snapshot.Config.Labels;
        var definition = expected ?? Recognised(catalog) ?? throw new UsageException(
            $"'{Source}' is not recognised as an image of the catalog, so what is expected of it is not known. "
            + $"Say which it is with --as: {string.Join(", ", catalog.Images.Select(image => image.Name))}.");
        return new ImageUnderTest(
            definition,
            Reference(definition),
            new ImageId(Snapshot.Digest),
            definition.Versions.ToDictionary(version => version.Arg, version => version.Value),
            labels.GetValueOrDefault(ImageLabels.BaseProvider),
            labels.GetValueOrDefault(ImageLabels.BaseName),
            labels.GetValueOrDefault(ImageLabels.BaseDigest))
        {
            Set = labels.GetValueOrDefault(ImageLabels.PackageSet) == "core" ? PackageSet.Core : PackageSet.Full,
        };
    }

    private ImageDefinition? Recognised(ImageCatalog catalog) =>
        Names.Select(name => catalog.Images
                .Where(image => Parsed(name).Repository.EndsWith($"-{image.Name}", StringComparison.Ordinal))
                .MaxBy(image => image.Name.Length))
            .FirstOrDefault(image => image is not null)
        ?? catalog.Images.FirstOrDefault(image => image.Title == Snapshot.Config.Labels.GetValueOrDefault(ImageLabels.Title));

    /// <summary>The first name that is more than a tag; a layout may hold nothing but a tag, or no name at all.</summary>
    private ImageReference Reference(ImageDefinition definition)
    {
        var named = Names.Select(Parsed)
            .FirstOrDefault(name => name.Repository.EndsWith($"-{definition.Name}", StringComparison.Ordinal) && name.Tag.Length > 0);
        return named.Repository is not null
            ? named
            : ImageReference.For(
                definition.Name,
                registry: null,
                Names.FirstOrDefault(IsTag) ?? Snapshot.Config.Labels.GetValueOrDefault(ImageLabels.Version, "latest"));
    }

    private static bool IsTag(string name) => name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal);

    private static ImageReference Parsed(string name)
    {
        const string Default = "docker.io/library/";
        var text = name.StartsWith(Default, StringComparison.Ordinal) ? name[Default.Length..] : name;
        var digest = text.IndexOf('@', StringComparison.Ordinal);
        text = digest < 0 ? text : text[..digest];
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? new ImageReference(text[..colon], text[(colon + 1)..]) : new ImageReference(text, "");
    }
}
