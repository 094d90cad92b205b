using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Suite;

/// <summary>Finds a test plan's images in the engine.</summary>
/// <param name="engine">The engine.</param>
public sealed class ImageResolver(DockerEngine engine)
{
    /// <summary>Looks up the images of all targets, and the sidecars where a sandbox is started.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    /// <returns>All images of the plan; those of the targets in the plan's order.</returns>
    /// <exception cref="InfrastructureException">Images are missing: all of them are named, with the commands that build or pull them.</exception>
    public async Task<RunImages> ResolveAsync(TestPlan plan, CancellationToken cancellation)
    {
        (plan, var substitute) = await WithSidecarAsync(plan, cancellation);
        var own = substitute is null ? await OwnSidecarAsync(plan, cancellation) : plan.SidecarImage;
        var needed = plan.Targets.Select(target => new Needed(target.Reference, target.Definition.Name)).ToList();
        if (plan.SandboxChecks.Count > 0)
        {
            needed.Add(new Needed(own, "sidecar"));
            needed.Add(new Needed(plan.SidecarImage, plan.SidecarImage == own ? "sidecar" : null));
        }

        var distinct = needed.DistinctBy(image => image.Name).ToList();
        var found = await Task.WhenAll(distinct.Select(async image => (image, Details: await engine.FindImageAsync(image.Name.Text, cancellation))));
        var missing = found.Where(one => one.Details is null).Select(one => one.image).ToList();
        if (missing.Count > 0)
        {
            throw new InfrastructureException(Missing(missing, plan, own));
        }

        var details = found.ToDictionary(one => one.image.Name, one => one.Details!);
        return new RunImages([.. plan.Targets.Select(target => Found(target, details[target.Reference]))], Sidecar(own), Sidecar(plan.SidecarImage))
        {
            InSandboxes = InSandboxes(),
            Substitute = substitute,
        };

        SidecarImage Sidecar(ImageName name) => new(name, details.TryGetValue(name, out var sidecar) ? new ImageId(sidecar.Id) : null);

        IReadOnlyList<EngineImage> InSandboxes()
        {
            List<ImageName> tested = plan.SandboxChecks.Count == 0
                ? []
                : [.. plan.Targets.Where(target => target.Languages.Count > 0).Select(target => (ImageName)target.Reference)];
            ImageName[] sidecars = tested.Count == 0 ? [] : [plan.SidecarImage, own];
            return [.. tested.Concat(sidecars).Distinct().Select(name => new EngineImage(name, new ImageId(details[name].Id)))];
        }
    }

    /// <summary>
    /// The plan with a sidecar that there is, in words where it is another one than the tag asks for: the images of a branch are
    /// often built without a sidecar. The newest one serves, and is looked at in its place.
    /// </summary>
    private async Task<(TestPlan Plan, string? Words)> WithSidecarAsync(TestPlan plan, CancellationToken cancellation)
    {
        var usual = plan.Naming.OwnSidecar;
        if (plan.SandboxChecks.Count == 0 || plan.SidecarImage != (ImageName)usual || await engine.FindImageAsync(usual.ToString(), cancellation) is not null)
        {
            return (plan, null);
        }

        foreach (var repository in new[] { usual.Repository, new ImageNaming().OwnSidecar.Repository }.Distinct())
        {
            if (await engine.ReferencesOfAsync(repository, cancellation) is [var newest, ..])
            {
                var reference = new ImageReference(repository, newest[(repository.Length + 1)..]);
                return (
                    plan with
                    {
                        SidecarImage = reference,
                        Targets = [.. plan.Targets.Select(target => target.Reference == usual ? target with { Reference = reference } : target)],
                    },
                    $"There is no sidecar {usual} in the engine; the newest one that there is, "
                    + $"{reference}, serves instead. --sidecar-image names another one.");
            }
        }

        return (plan, null);
    }

    /// <summary>The harness's own sidecar for the run: with another one under test, any that is there.</summary>
    private async Task<ImageName> OwnSidecarAsync(TestPlan plan, CancellationToken cancellation)
    {
        ImageName usual = plan.Naming.OwnSidecar;
        if (plan.SandboxChecks.Count == 0 || plan.SidecarImage == usual)
        {
            return usual;
        }

        var helpers = plan.Naming.HelpersBeside(plan.SidecarImage);
        foreach (var helper in helpers)
        {
            if (await engine.FindImageAsync(helper.Text, cancellation) is not null)
            {
                return helper;
            }
        }

        // None is there: the one that is usually built is the quickest to get.
        return new ImageNaming().OwnSidecar;
    }

    private static ImageUnderTest Found(PlannedTarget target, ImageDetails details)
    {
        var labels = details.Config?.Labels ?? new Dictionary<string, string>();
        return new ImageUnderTest(
            target.Definition,
            target.Reference,
            new ImageId(details.Id),
            target.Versions,
            labels.GetValueOrDefault(ImageLabels.BaseProvider),
            labels.GetValueOrDefault(ImageLabels.BaseName),
            labels.GetValueOrDefault(ImageLabels.BaseDigest))
        {
            RegistryDigest = (details.RepoDigests ?? []).Where(digest => digest.StartsWith($"{target.Reference.Repository}@", StringComparison.Ordinal))
                .Select(digest => digest[(target.Reference.Repository.Length + 1)..]).FirstOrDefault(),
            Set = labels.GetValueOrDefault(ImageLabels.PackageSet) == "core" ? PackageSet.Core : PackageSet.Full,
        };
    }

    private string Missing(IReadOnlyList<Needed> missing, TestPlan plan, ImageName own)
    {
        var naming = plan.Naming;
        var lines = new List<string>
        {
            missing.Count == 1
                ? $"The image {missing[0].Name} is not in the Docker Engine at {engine.Context}, so nothing can be tested."
                : $"{missing.Count} images are not in the Docker Engine at {engine.Context}, so nothing can be tested: "
                    + $"{string.Join(", ", missing.Select(image => image.Name))}.",
        };
        var buildable = missing.Where(image => image.Image is not null).ToList();
        // The harness's own sidecar beside another one is the one that is usually built, whatever the tag of the images.
        foreach (var group in buildable.GroupBy(image => image.Name == own && own != plan.SidecarImage ? "" : Options(naming)))
        {
            lines.Add($"  Build: just build-images {string.Join(' ', group.Select(image => image.Image))}{group.Key}");
        }

        if (missing.Any(image => image.Name == own) && plan.SidecarImage == own && own != (ImageName)new ImageNaming().OwnSidecar)
        {
            lines.Add($"  Or test with a sidecar that there is, whatever its tag: --sidecar-image {new ImageNaming().OwnSidecar}");
        }

        if (naming.Registry is not null || buildable.Count < missing.Count)
        {
            lines.AddRange(missing.Where(image => naming.Registry is not null || image.Image is null)
                .Select(image => $"  Pull:  docker pull {image.Name}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Options(ImageNaming naming) =>
        (naming.Tag == "latest" ? "" : $" -t {naming.Tag}") + (naming.Registry is null ? "" : $" -r {naming.Registry}");

    /// <param name="Name">The name.</param>
    /// <param name="Image">The catalog's name, by which it is built; null for somebody else's image.</param>
    private sealed record Needed(ImageName Name, string? Image);
}
