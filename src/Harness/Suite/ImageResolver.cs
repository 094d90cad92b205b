using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Suite;

/// <summary>Finds a test plan's images in the engine.</summary>
/// <param name="engine">The engine.</param>
public sealed class ImageResolver(EngineClient engine)
{
    /// <summary>
    /// The harness's own sidecar image for a request: pause process and probe come from it, also when another sidecar
    /// is under test.
    /// </summary>
    public static ImageReference OwnSidecar(TestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ImageReference.For("sidecar", request.Registry, request.Tag);
    }

    /// <summary>Looks up the images of all targets, and sees that the sidecars are there too.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <returns>The images of the targets, in the plan's order.</returns>
    /// <exception cref="InfrastructureException">Images are missing: all of them are named, with the commands that build or pull them.</exception>
    public async Task<IReadOnlyList<ImageUnderTest>> ResolveAsync(TestPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var own = OwnSidecar(plan.Request);
        var needed = plan.Targets.Select(target => new Needed(target.Reference.ToString(), target.Definition.Name)).ToList();
        if (plan.SandboxChecks.Count > 0)
        {
            needed.Add(new Needed(own.ToString(), "sidecar"));
            needed.Add(new Needed(plan.SidecarImage, plan.SidecarImage == own.ToString() ? "sidecar" : null));
        }

        var distinct = needed.DistinctBy(image => image.Reference).ToList();
        var found = await Task.WhenAll(distinct.Select(async image => (image, Details: await engine.FindImageAsync(image.Reference, cancellation))));
        var missing = found.Where(one => one.Details is null).Select(one => one.image).ToList();
        if (missing.Count > 0)
        {
            throw new InfrastructureException(Missing(missing, plan.Request));
        }

        var details = found.ToDictionary(one => one.image.Reference, one => one.Details!);
        return [.. plan.Targets.Select(target => Found(target, details[target.Reference.ToString()]))];
    }

    private static ImageUnderTest Found(PlannedTarget target, ImageDetails details)
    {
        var labels = details.Config?.Labels ?? new Dictionary<string, string>();
        return new ImageUnderTest(
            target.Definition,
            target.Reference,
            details.Id,
            target.Versions,
            labels.GetValueOrDefault(ImageLabels.BaseProvider),
            labels.GetValueOrDefault(ImageLabels.BaseName),
            labels.GetValueOrDefault(ImageLabels.BaseDigest))
        {
            Set = labels.GetValueOrDefault(ImageLabels.PackageSet) == "core" ? PackageSet.Core : PackageSet.Full,
        };
    }

    private string Missing(IReadOnlyList<Needed> missing, TestRequest request)
    {
        var lines = new List<string>
        {
            missing.Count == 1
                ? $"The image {missing[0].Reference} is not in the Docker Engine at {engine.Context}, so nothing can be tested."
                : $"{missing.Count} images are not in the Docker Engine at {engine.Context}, so nothing can be tested: "
                    + $"{string.Join(", ", missing.Select(image => image.Reference))}.",
        };
        var buildable = missing.Select(image => image.Image).OfType<string>().ToList();
        if (buildable.Count > 0)
        {
            lines.Add($"  Build: just build-images {string.Join(' ', buildable)}{Options(request)}");
        }

        if (request.Registry is not null || buildable.Count < missing.Count)
        {
            lines.AddRange(missing.Where(image => request.Registry is not null || image.Image is null)
                .Select(image => $"  Pull:  docker pull {image.Reference}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Options(TestRequest request) =>
        (request.Tag == "latest" ? "" : $" -t {request.Tag}") + (request.Registry is null ? "" : $" -r {request.Registry}");

    /// <param name="Reference">The reference.</param>
    /// <param name="Image">The catalog's name, by which it is built; null for somebody else's image.</param>
    private sealed record Needed(string Reference, string? Image);
}
