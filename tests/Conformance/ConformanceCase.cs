using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Sandboxes;

namespace Conformance;

/// <summary>One check on one image, or on one language of it.</summary>
/// <param name="Check">The check: the same object that the command line runs.</param>
/// <param name="Image">The image's name in the catalog.</param>
/// <param name="Language">The language's name; null for a check of the whole image.</param>
/// <param name="Backend">Where its sandbox runs; null for a check of the whole image.</param>
public sealed record ConformanceCase(Check Check, string Image, string? Language, Backend? Backend)
{
    /// <summary>Every case that the catalog and a list of checks give; needs no engine.</summary>
    public static IEnumerable<ConformanceCase> All(ImageCatalog catalog, IReadOnlyList<Check> checks, Backend backend)
    {
        return catalog.Images.SelectMany(image => checks
            .Where(check => check is DockerfileCheck || (check is StaticCheck one && one.AppliesTo(image)))
            .Select(check => new ConformanceCase(check, image.Name, Language: null, Backend: null))
            .Concat(image.Languages.SelectMany(language => checks.OfType<SandboxCheck>()
                .Where(check => check.AppliesTo(image, language))
                .Select(check => new ConformanceCase(check, image.Name, language.Name, backend)))));
    }

    /// <inheritdoc />
    public override string ToString() =>
        $"{string.Join('/', new[] { Language ?? Image, Backend?.Word }.OfType<string>())} {Check.Id}: {Check.Info.Title}";
}
