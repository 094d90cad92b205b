using Harness.Building;
using Harness.Catalog;
using Harness.Checks;

namespace Harness.Suite;

/// <summary>Plans a build together with the test of what it builds, so that both are about the same images.</summary>
/// <param name="builds">Plans the build.</param>
public sealed class RunPlanner(BuildPlanner builds)
{
    /// <summary>Makes both plans; nothing is built and nothing is tested.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="checks">The checks that may be carried out.</param>
    /// <param name="build">What was asked to be built.</param>
    /// <param name="test">What was asked to be tested.</param>
    /// <param name="cancellation">Ends the search for where the bases come from.</param>
    /// <exception cref="UsageException">A request names what does not exist, or the two do not fit together.</exception>
    public async Task<RunPlan> PlanAsync(
        ImageCatalog catalog, IReadOnlyList<Check> checks, BuildRequest build, TestRequest test, CancellationToken cancellation)
    {
        var wanted = BuildOf(catalog, build, test);
        var building = await builds.PlanAsync(catalog, wanted, cancellation);
        return new RunPlan(building, TestOf(catalog, wanted, test) is { } request ? TestPlanner.Plan(catalog, checks, request) : null);
    }

    /// <summary>The build of what is tested: where languages are named and images are not, those that run them, and the sidecar.</summary>
    private static BuildRequest BuildOf(ImageCatalog catalog, BuildRequest build, TestRequest test)
    {
        var tested = catalog.Images.Where(image => image.Languages.Any(language => IsNamed(language, test))).ToList();
        return build.Images.Count > 0 || tested.Count == 0
            ? build
            : build with { Images = [.. catalog.Images.Where(image => tested.Contains(image) || image.Kind == ImageKind.Sidecar).Select(image => image.Name)] };
    }

    /// <summary>The test of what is built: of the images named, with the versions that they are built with.</summary>
    /// <returns>Null when the images named run no language.</returns>
    /// <exception cref="UsageException">Languages and images are named, and none of the images runs one of the languages.</exception>
    private static TestRequest? TestOf(ImageCatalog catalog, BuildRequest build, TestRequest test)
    {
        var images = catalog.Images.Where(image => build.Images.Count == 0 || build.Images.Contains(image.Name)).ToList();
        var versions = images.SelectMany(image => image.Versions).Select(version => version.Arg).ToHashSet(StringComparer.Ordinal);
        var languages = test.Languages.Count > 0 || build.Images.Count == 0
            ? test.Languages
            : [.. images.SelectMany(image => image.Languages).Select(language => language.Name)];
        var elsewhere = catalog.Languages
            .Where(pair => IsNamed(pair.Language, test) && !images.Contains(pair.Image))
            .Select(pair =>
                $"language '{pair.Language.Name}' is run by the image "
                + $"{pair.Image.Name}, which is not among those named ({string.Join(", ", build.Images)}); name it too, or leave out -l")
            .ToList();
        if (elsewhere.Count > 0)
        {
            throw new UsageException(elsewhere);
        }

        return build.Images.Count > 0 && languages.Count == 0
            ? null
            : test with
            {
                Languages = languages,
                // Other ARGs change how an image is built, not what is expected of it.
                BuildArgs = test.BuildArgs?.Where(arg => versions.Contains(arg.Key)).ToDictionary(),
            };
    }

    private static bool IsNamed(LanguageDefinition language, TestRequest test) => test.Languages.Any(language.IsCalled);
}
