using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Images;

namespace Harness.Suite;

/// <summary>Decides what is tested: which checks on which languages of which images.</summary>
public static class TestPlanner
{
    /// <summary>Makes the plan; nothing is looked up.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="checks">Every check that there is.</param>
    /// <param name="request">What was asked for.</param>
    /// <exception cref="UsageException">The request names what does not exist, or leaves nothing to do; every problem at once.</exception>
    public static TestPlan Plan(ImageCatalog catalog, IReadOnlyList<Check> checks, TestRequest request)
    {
        var naming = new ImageNaming(request.Registry, request.Tag);
        var problems = new List<string>();
        CheckNames(catalog, checks, request, problems);
        var selected = Selected(checks, request);
        var staticChecks = selected.OfType<StaticCheck>().ToList();
        var sandboxChecks = selected.OfType<SandboxCheck>().ToList();
        var dockerfileChecks = selected.OfType<DockerfileCheck>().ToList();
        var targets = Targets(catalog, request)
            .Where(target => dockerfileChecks.Count > 0 || HasWork(target, staticChecks, sandboxChecks))
            .ToList();
        if (problems.Count == 0 && targets.Count == 0)
        {
            problems.Add(NothingToDo(request, selected));
        }

        var shard = Shard(targets, request, problems);
        return problems.Count == 0
            ? new TestPlan(
                shard,
                staticChecks,
                sandboxChecks,
                request.SidecarImage is { } other ? new ImageName(other) : naming.Of(Sidecar(catalog).Name),
                naming,
                RunSettings.Of(request))
            {
                DockerfileChecks = dockerfileChecks,
            }
            : throw new UsageException(problems);
    }

    private static void CheckNames(
        ImageCatalog catalog, IReadOnlyList<Check> checks, TestRequest request, List<string> problems)
    {
        var languages = catalog.Languages.Select(pair => pair.Language).ToList();
        var words = languages.SelectMany(language => new[] { language.Name, language.Alias }).Distinct().ToList();
        var listed = string.Join(", ", languages.Select(language => language.Name == language.Alias ? language.Name : $"{language.Name} ({language.Alias})"));
        problems.AddRange(request.Languages
            .Where(name => !languages.Any(language => language.IsCalled(name)))
            .Select(name =>
                $"unknown language '{name}'{Suggestion.For(name, words)}{(Suggestion.For(name, words) is "" ? "." : "")} The languages are: {listed}."));

        var ids = checks.Select(check => check.Id).ToList();
        // One list of checks to leave out may serve both backends.
        problems.AddRange(request.Checks.Concat(request.Skip.Where(id => !IsOfSomeBackend(id)))
            .Where(id => !ids.Contains(id, StringComparer.OrdinalIgnoreCase))
            .Select(id => IsOfSomeBackend(id)
                ? $"check {id.ToUpperInvariant()} is carried out by another backend: "
                    + "'harness test docker' and 'harness test k8s' each have their own besides those that they share"
                : $"unknown check '{id}'{Suggestion.Among(id, ids, "checks")}"));

        var args = Targets(catalog, request).SelectMany(target => target.Definition.Versions).Select(version => version.Arg).Distinct().ToList();
        problems.AddRange((request.BuildArgs ?? new Dictionary<string, string>()).Keys
            .Where(name => args.Count > 0 && !args.Contains(name))
            .Select(name => $"'{name}' is not a version of the selected images{Suggestion.Among(name, args, "versions")}"));

        problems.AddRange(Targets(catalog, request)
            .SelectMany(target => target.Definition.Versions.Select(version => version.Problem(target.Versions[version.Arg])))
            .OfType<string>().Distinct());

        if (request.Parallel is < 1)
        {
            problems.Add($"{request.Parallel} sandboxes at once is not possible; expected 1 or more");
        }
    }

    private static bool IsOfSomeBackend(string id) => CheckCatalog.All.Any(check => string.Equals(check.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The checks asked for and what they require, requirements first, otherwise in the given order.</summary>
    private static List<Check> Selected(IReadOnlyList<Check> checks, TestRequest request)
    {
        var byId = checks.ToDictionary(check => check.Id, StringComparer.OrdinalIgnoreCase);
        var ordered = new List<Check>();
        var wanted = request.Checks.Count == 0 ? checks : [.. checks.Where(check => request.Checks.Contains(check.Id, StringComparer.OrdinalIgnoreCase))];
        foreach (var check in wanted)
        {
            Add(check);
        }

        return ordered;

        void Add(Check check)
        {
            if (ordered.Contains(check) || request.Skip.Contains(check.Id, StringComparer.OrdinalIgnoreCase))
            {
                return;
            }

            foreach (var requirement in check is SandboxCheck sandbox ? sandbox.Requires : [])
            {
                Add(byId[requirement]);
            }

            ordered.Add(check);
        }
    }

    private static IEnumerable<PlannedTarget> Targets(ImageCatalog catalog, TestRequest request) =>
        from image in catalog.Images
        let languages = image.Languages
            .Where(language => request.Languages.Count == 0 || request.Languages.Any(name => language.IsCalled(name)))
            .ToList()
        // A sidecar image from elsewhere is used, not tested.
        where languages.Count > 0 || (image.Kind == ImageKind.Sidecar && request.Languages.Count == 0 && request.SidecarImage is null)
        select new PlannedTarget(image, new ImageNaming(request.Registry, request.Tag).Of(image.Name), languages, Versions(image, request))
        {
            Dockerfile = Path.Combine(catalog.Root, image.Context, "Dockerfile"),
        };

    private static Dictionary<string, string> Versions(ImageDefinition image, TestRequest request) =>
        image.Versions.ToDictionary(
            version => version.Arg,
            version => request.BuildArgs?.GetValueOrDefault(version.Arg) is { } given ? version.Read(given) : version.Value);

    private static bool HasWork(
        PlannedTarget target, IReadOnlyList<StaticCheck> staticChecks, IReadOnlyList<SandboxCheck> sandboxChecks) =>
        staticChecks.Any(check => check.AppliesTo(target.Definition))
        || target.Languages.Any(language => sandboxChecks.Any(check => check.AppliesTo(target.Definition, language)));

    /// <summary>Whole images go to a shard, so that none is examined twice and the shards together are the full run.</summary>
    private static List<PlannedTarget> Shard(List<PlannedTarget> targets, TestRequest request, List<string> problems)
    {
        if (request.Shard is not { } shard)
        {
            return targets;
        }

        if (shard.Count < 1 || shard.Index < 1 || shard.Index > shard.Count)
        {
            problems.Add($"shard {shard.Index}/{shard.Count} does not exist; expected 1/N to N/N");
            return [];
        }

        var mine = targets.Where((_, index) => index % shard.Count == shard.Index - 1).ToList();
        if (mine.Count == 0 && targets.Count > 0)
        {
            problems.Add(
                $"shard {shard.Index}/{shard.Count} is empty: there are only {targets.Count} images to test, and a run of no check is never a success");
        }

        return mine;
    }

    private static string NothingToDo(TestRequest request, List<Check> selected) =>
        selected.Count == 0
            ? "no check is left to run: --skip removes every check that --check selects"
            : $"no check is left to run: none of {string.Join(", ", selected.Select(check => $"{check.Id} ({check.Info.AppliesTo})"))} applies to "
                + (request.Languages.Count == 0 ? "an image of the catalog" : string.Join(", ", request.Languages));

    private static ImageDefinition Sidecar(ImageCatalog catalog) =>
        catalog.Images.Single(image => image.Kind == ImageKind.Sidecar);
}
