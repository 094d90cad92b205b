using Harness.Catalog;
using Harness.Checks;

namespace Conformance;

/// <summary>One check on one image, or on one language of it.</summary>
/// <param name="Check">The check: the same object that the command line runs.</param>
/// <param name="Image">The image's name in the catalog.</param>
/// <param name="Language">The language's name; null for a check of the whole image.</param>
public sealed record ConformanceCase(Check Check, string Image, string? Language)
{
    /// <summary>Every case that the catalog and the list of checks give; needs no engine.</summary>
    public static IEnumerable<ConformanceCase> All(ImageCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Images.SelectMany(image => CheckCatalog.On("docker").OfType<StaticCheck>()
            .Where(check => check.AppliesTo(image))
            .Select(check => new ConformanceCase(check, image.Name, Language: null))
            .Concat(image.Languages.SelectMany(language => CheckCatalog.On("docker").OfType<SandboxCheck>()
                .Where(check => check.AppliesTo(image, language))
                .Select(check => new ConformanceCase(check, image.Name, language.Name)))));
    }

    /// <inheritdoc />
    public override string ToString() => $"{Language ?? Image} {Check.Id}: {Check.Info.Title}";
}
