using System.Text.RegularExpressions;
using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Images;

namespace Harness.Building;

/// <summary>Decides what is built: which images, from which bases, with which ARGs.</summary>
/// <param name="sources">Finds out where the bases come from.</param>
public sealed partial class BuildPlanner(BaseSourceResolver sources)
{
    /// <summary>The ARG that says how much an image has: full or core.</summary>
    internal const string PackageSetArg = "PACKAGE_SET";

    /// <summary>The ARG with the packages, separated by blanks, that cannot be had where the bases come from.</summary>
    internal const string UnavailableArg = "PACKAGES_UNAVAILABLE";

    /// <summary>Makes the plan; the Dockerfiles of the selected images are read, nothing is changed.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="cancellation">Ends the search for credentials.</param>
    /// <exception cref="UsageException">The request does not fit the catalog or the Dockerfiles; every problem at once.</exception>
    public async Task<BuildPlan> PlanAsync(ImageCatalog catalog, BuildRequest request, CancellationToken cancellation)
    {
        var source = await sources.ResolveAsync(request.Provider, cancellation);
        return Plan(catalog, request, source, image => Read(catalog, image));
    }

    /// <summary>The pure part: the same input always gives the same plan.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="source">Where the bases come from.</param>
    /// <param name="dockerfileOf">The Dockerfile of an image; null when it is not there.</param>
    internal static BuildPlan Plan(
        ImageCatalog catalog, BuildRequest request, BaseSource source, Func<ImageDefinition, Dockerfile?> dockerfileOf)
    {
        var problems = new List<string>();
        CheckOptions(request, problems);
        var selected = Select(catalog, request, problems)
            .Select(image => (Image: image, Dockerfile: dockerfileOf(image)))
            .ToList();
        problems.AddRange(selected
            .Where(pair => pair.Dockerfile is null)
            .Select(pair => $"image '{pair.Image.Name}': {pair.Image.Context}/Dockerfile is not there"));
        CheckBuildArgs(request, [.. selected.Select(pair => pair.Dockerfile).OfType<Dockerfile>()], problems);

        var bases = new Dictionary<ImageReference, PlannedBase>();
        var images = new List<PlannedImage>();
        foreach (var (image, dockerfile) in selected)
        {
            if (dockerfile is not null)
            {
                images.Add(Plan(catalog, request, source, image, dockerfile, bases, problems));
            }
        }

        if (request.Platforms.Count > 1 && bases.Count > 0)
        {
            problems.Add(
                "stand-ins are made for one platform, and an index has several: take the bases from a registry (--bases dhi, or DHI_MIRROR), "
                + "or build one platform");
        }

        if (request is { Push: true, Attestations.Provenance: null or Provenance.Max })
        {
            // Where anybody who may pull the image may read it.
            problems.AddRange(images.SelectMany(image => image.Args)
                .Where(arg => Login().IsMatch(arg.Value))
                .Select(arg => arg.Name)
                .Distinct()
                .Select(name => $"the ARG {name} has a login in its address, which the provenance of a pushed image would tell: add --provenance min"));
        }

        return problems.Count == 0
            ? new BuildPlan(source, [.. bases.Values], images, BuildSettings.Of(request))
            : throw new UsageException(problems);
    }

    private static PlannedImage Plan(
        ImageCatalog catalog,
        BuildRequest request,
        BaseSource source,
        ImageDefinition image,
        Dockerfile dockerfile,
        Dictionary<ImageReference, PlannedBase> bases,
        List<string> problems)
    {
        var args = Args(request, source, image, dockerfile, problems);
        var values = args.ToDictionary(arg => arg.Name, arg => arg.Value);
        var needs = new List<ImageReference>();
        problems.AddRange(dockerfile.Bases(values).Where(reference => !ImageReference.IsValid(reference)).Distinct().Select(reference =>
            $"image '{image.Name}' would start from '{reference}', which is no image reference. Expected NAME[:TAG][@DIGEST]; it is made of "
            + $"{string.Join(", ", InReference(reference, args))}."));
        foreach (var reference in dockerfile.Bases(values).Where(reference => reference.StartsWith(BaseSource.LocalRegistry + '/', StringComparison.Ordinal)))
        {
            if (StandIn(catalog, reference, args) is { } standIn)
            {
                bases.TryAdd(standIn.Reference, standIn);
                needs.Add(standIn.Reference);
            }
            else
            {
                problems.Add(
                    $"image '{image.Name}' starts from {reference}, and no stand-in of the catalog has that name and tag. Stand-ins: "
                    + string.Join(", ", catalog.Bases.SelectMany(definition => definition.Tags.Select(tag => $"{definition.Name}:{tag.Template}")))
                    + ". Change the ARG behind it, or take the bases from dhi.io (--bases dhi).");
            }
        }

        return new PlannedImage(
            image,
            ImageReference.For(image.Name, request.Registry, request.Tag),
            dockerfile.FinalBase(values) ?? "scratch",
            needs,
            args)
        {
            Bases = dockerfile.Bases(values),
            VersionedBases = image.Versions.ToDictionary(version => version.Arg, version => VersionedBases(dockerfile, values, version.Arg)),
            Defaults = [.. dockerfile.Evaluate(values).Globals
                .Where(arg => !values.ContainsKey(arg.Key))
                .Select(arg => new PlannedArg(arg.Key, arg.Value.Text, ArgOrigin.Default))],
        };
    }

    private static IReadOnlyList<string> VersionedBases(Dockerfile dockerfile, IReadOnlyDictionary<string, string> values, string arg)
    {
        var marked = new Dictionary<string, string>(values) { [arg] = PlannedImage.VersionMark.ToString() };
        return [.. dockerfile.Bases(marked).Where(reference => reference.Contains(PlannedImage.VersionMark, StringComparison.Ordinal))];
    }

    /// <summary>The ARGs of the command line, which are what can be wrong with a reference; all where none is.</summary>
    private static IEnumerable<string> InReference(string reference, List<PlannedArg> args)
    {
        var given = args.Where(arg => arg.Origin == ArgOrigin.CommandLine && reference.Contains(arg.Value, StringComparison.Ordinal)).ToList();
        return (given.Count > 0 ? given : args).Select(arg => $"{arg.Name}='{arg.Value}'");
    }

    /// <summary>The image's ARGs: what the catalog and the provider say, and above both the command line.</summary>
    private static List<PlannedArg> Args(
        BuildRequest request, BaseSource source, ImageDefinition image, Dockerfile dockerfile, List<string> problems)
    {
        var provider = source.Provider switch
        {
            BaseProvider.Dhi => "dhi",
            BaseProvider.Mirror => "mirror",
            _ => "local",
        };
        List<PlannedArg> given =
        [
            new("DHI_REGISTRY", source.Registry, ArgOrigin.Provider),
            new("DHI_PREFIX", source.Prefix, ArgOrigin.Provider),
            .. image.Versions.Select(version => new PlannedArg(version.Arg, version.Value, ArgOrigin.Catalog)),
            .. image.BuildArgs.GetValueOrDefault(provider, new Dictionary<string, string>())
                .Select(arg => new PlannedArg(arg.Key, arg.Value, ArgOrigin.Catalog)),
        ];
        if (dockerfile.Args.Contains(PackageSetArg))
        {
            given.Add(request.Set is { } set
                ? new(PackageSetArg, Words(set), ArgOrigin.CommandLine)
                : new(PackageSetArg, Words(PackageSet.Full), ArgOrigin.Default));
        }

        if (image.Unavailable.GetValueOrDefault(provider) is { Count: > 0 } unavailable)
        {
            given.Add(new(UnavailableArg, string.Join(' ', unavailable), ArgOrigin.Provider));
        }

        problems.AddRange(given
            .Where(arg => !dockerfile.Args.Contains(arg.Name))
            .Select(arg =>
                $"image '{image.Name}': {image.Context}/Dockerfile declares no ARG {arg.Name}, which "
                + $"{Words(arg.Origin)} sets to '{arg.Value}'{Suggestion.For(arg.Name, dockerfile.Args)}"));

        var versions = image.Versions.ToDictionary(version => version.Arg);
        var commandLine = (request.BuildArgs ?? new Dictionary<string, string>())
            .Where(arg => dockerfile.Args.Contains(arg.Key))
            .ToDictionary(arg => arg.Key, arg => versions.GetValueOrDefault(arg.Key)?.Read(arg.Value) ?? arg.Value);
        problems.AddRange(commandLine.Select(arg => versions.GetValueOrDefault(arg.Key)?.Problem(arg.Value)).OfType<string>()
            .Select(problem => $"image '{image.Name}': {problem}"));
        return
        [
            .. given.Where(arg => !commandLine.ContainsKey(arg.Name)),
            .. commandLine.Select(arg => new PlannedArg(arg.Key, arg.Value, ArgOrigin.CommandLine)),
        ];
    }

    /// <summary>The stand-in that a reference names; null when none has such a tag with these versions.</summary>
    private static PlannedBase? StandIn(ImageCatalog catalog, string reference, IReadOnlyList<PlannedArg> args)
    {
        const string Dev = "-dev";
        var values = args.ToDictionary(arg => arg.Name, arg => arg.Value);
        foreach (var definition in catalog.Bases)
        {
            foreach (var tag in definition.Tags)
            {
                foreach (var variant in definition.Variants)
                {
                    var name = $"{TagTemplate.Expand(tag.Template, values)}{(variant == FinalVariant.Dev ? Dev : "")}";
                    var image = new ImageReference($"{BaseSource.LocalRegistry}/{definition.Name}", name);
                    if (image.ToString() == reference)
                    {
                        return new PlannedBase(definition, variant, image, [
                            .. args.Where(arg => definition.Args.Contains(arg.Name)),
                            .. tag.Args.Select(arg => new PlannedArg(arg.Key, arg.Value, ArgOrigin.Catalog)),
                        ]);
                    }
                }
            }
        }

        return null;
    }

    private static List<ImageDefinition> Select(ImageCatalog catalog, BuildRequest request, List<string> problems)
    {
        var names = catalog.Images.Select(image => image.Name).ToList();
        problems.AddRange(request.Images
            .Where(name => !names.Contains(name))
            .Select(name => $"unknown image '{name}'{Suggestion.Among(name, names, "images")}"));
        return [.. catalog.Images.Where(image => request.Images.Count == 0 || request.Images.Contains(image.Name))];
    }

    private static void CheckBuildArgs(BuildRequest request, IReadOnlyList<Dockerfile> dockerfiles, List<string> problems)
    {
        var declared = dockerfiles.SelectMany(dockerfile => dockerfile.Args).Distinct().Order(StringComparer.Ordinal).ToList();
        problems.AddRange((request.BuildArgs ?? new Dictionary<string, string>()).Keys
            .Where(name => dockerfiles.Count > 0 && !declared.Contains(name))
            .Select(name => $"no selected Dockerfile declares the ARG '{name}'{Suggestion.Among(name, declared, "ARGs")}"));
    }

    private static void CheckOptions(BuildRequest request, List<string> problems)
    {
        if (!Tag().IsMatch(request.Tag))
        {
            problems.Add($"'{request.Tag}' is not a tag; expected letters, digits, '_', '.' and '-', at most 128");
        }

        if (request.Registry is { Length: > 0 } registry && !Repository().IsMatch(registry))
        {
            problems.Add($"'{registry}' is not a registry with a path; expected for example ghcr.io/user/kubecoderun, without a scheme");
        }

        if (request.Push && string.IsNullOrEmpty(request.Registry))
        {
            problems.Add("pushing needs a registry: add -r, for example -r ghcr.io/user/kubecoderun");
        }

        problems.AddRange(request.Platforms.Where(platform => !Platform().IsMatch(platform)).Select(platform =>
            $"'{platform}' is not a platform; expected for example linux/arm64, or several as linux/amd64,linux/arm64"));
        problems.AddRange(request.Platforms.CountBy(platform => platform).Where(platform => platform.Value > 1).Select(platform =>
            $"the platform {platform.Key} is given {platform.Value} times"));
        if (request is { Platforms.Count: > 1, Push: false })
        {
            problems.Add("several platforms make an index, which is in a registry: add --push, or build one platform");
        }

        if (request is { Push: false, Attestations: { Provenance: not null } or { Sbom: not null } })
        {
            problems.Add("--provenance and --sbom are about images in a registry: add --push");
        }

        if (request.Set is { } set && request.BuildArgs?.GetValueOrDefault(PackageSetArg) is { } other && other != Words(set))
        {
            problems.Add($"--set {Words(set)} and --build-arg {PackageSetArg}={other} contradict each other; give one of them");
        }

        if (request.Parallel is < 1)
        {
            problems.Add($"{request.Parallel} builds at once is not possible; expected 1 or more");
        }
    }

    private static Dockerfile? Read(ImageCatalog catalog, ImageDefinition image)
    {
        var path = Path.Combine(catalog.Root, image.Context, "Dockerfile");
        return File.Exists(path) ? Dockerfile.Parse(File.ReadAllText(path)) : null;
    }

    private static string Words(PackageSet set) => set == PackageSet.Core ? "core" : "full";

    private static string Words(ArgOrigin origin) => origin == ArgOrigin.Provider ? "the base provider" : "the catalog";

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]+(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?\z")]
    private static partial Regex Repository();

    [GeneratedRegex(@"://[^/@\s]+@")]
    private static partial Regex Login();

    [GeneratedRegex(@"\A[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?\z")]
    private static partial Regex Platform();
}
