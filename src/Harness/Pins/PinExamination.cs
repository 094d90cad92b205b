using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Harness.Building;
using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Credentials;
using Harness.Platform.Processes;
using Harness.Platform.Registries;
using Harness.Snapshots;
using Harness.Snapshots.Cache;

namespace Harness.Pins;

/// <summary>Asks the registries of the bases what there is now, and compares it with what was recorded.</summary>
/// <param name="environment">Reads an environment variable; null when it is not set.</param>
/// <param name="processes">Asks credential helpers.</param>
/// <param name="cache">Images that were read before.</param>
/// <param name="message">Gets what the user should know meanwhile, such as a registry that asks to wait.</param>
/// <param name="platform">The platform whose images are looked at, for example linux/arm64; null for this machine's.</param>
public sealed partial class PinExamination(
    Func<string, string?> environment, IProcessRunner processes, SnapshotCache cache, Action<string> message, string? platform = null) : IDisposable
{
    private const int AtOnce = 6;
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly RegistryClients registries = new(environment, processes, message);
    private readonly string platform = platform ?? $"linux/{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64")}";

    /// <inheritdoc />
    public void Dispose() => registries.Dispose();

    /// <summary>Looks at every base and version of a plan.</summary>
    /// <param name="catalog">What programs the bases are there for.</param>
    /// <param name="plan">The images with their ARGs.</param>
    /// <param name="record">What was recorded.</param>
    /// <param name="cancellation">Ends the questions.</param>
    /// <exception cref="InfrastructureException">A registry does not answer.</exception>
    public async Task<PinReport> RunAsync(ImageCatalog catalog, BuildPlan plan, PinRecord record, CancellationToken cancellation)
    {
        var references = plan.Images.SelectMany(image => image.Bases).Distinct().ToList();
        var pins = new BasePin[references.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(references.Index(), options, async (entry, token) =>
        {
            var (index, reference) = entry;
            var images = plan.Images.Where(image => image.Bases.Contains(reference)).Select(image => image.Definition.Name).ToList();
            pins[index] = BaseIdentities.IsRemote(reference)
                ? await CompareAsync(
                    reference, plan.Source, images, Program(catalog, plan.Source, reference), record.Bases.GetValueOrDefault(reference), token)
                : new BasePin(reference, images, PinState.StandIn, null, null, []);
        });

        var repositories = plan.Images.SelectMany(image => image.VersionedBases.Values).SelectMany(marked => marked)
            .Where(BaseIdentities.IsRemote).Select(marked => Repository(marked)).Distinct().ToList();
        var tags = new ConcurrentDictionary<(string, string), IReadOnlyList<string>>();
        await Parallel.ForEachAsync(repositories, options, async (repository, token) =>
            tags[repository] = await Registry(repository.Host, plan.Source).TagsAsync(repository.Path, token));

        var versions = plan.Images
            .SelectMany(image => image.Definition.Versions.Select(version => (Image: image, Version: version)))
            .GroupBy(pair => pair.Version.Arg)
            .Select(group => Version([.. group.Select(pair => pair.Image)], group.First().Version, tags));
        return new PinReport(plan.Source, pins, [.. versions]);
    }

    /// <summary>The program that a base is there for, by the base's name; null where it is none of the catalog's.</summary>
    private static string? Program(ImageCatalog catalog, BaseSource source, string reference)
    {
        var repository = RemoteReference.Parse(reference).Repository;
        var name = repository[(repository.LastIndexOf('/') + 1)..];
        return catalog.Bases.FirstOrDefault(known => known.Name == name || $"{source.Prefix}{known.Name}" == name)?.Runtime;
    }

    private static (string Host, string Path) Repository(string reference) =>
        RemoteReference.Parse(reference) is var parsed ? (parsed.Host, parsed.Repository) : default;

    /// <summary>What there is for a version: a value fits where each base of each image has its tag.</summary>
    private static VersionPin Version(
        IReadOnlyList<PlannedImage> images, VersionArg version, ConcurrentDictionary<(string, string), IReadOnlyList<string>> tags)
    {
        var value = images[0].Args.Concat(images[0].Defaults).FirstOrDefault(arg => arg.Name == version.Arg)?.Value ?? version.Value;
        var marked = images.SelectMany(image => image.VersionedBases[version.Arg]).Distinct()
            .Where(reference => BaseIdentities.IsRemote(reference) && RemoteReference.Parse(reference) is { Digest: null })
            .ToList();
        var offered = new List<string>();
        if (Numbers.IsMatch(value) && marked.Count > 0)
        {
            var components = value.Split('.').Length;
            offered.AddRange(marked
                .Select(reference => Values(reference, tags[Repository(reference)]).Where(one => one.Split('.').Length == components))
                .Aggregate((one, other) => one.Intersect(other))
                .Where(one => version.Problem(one) is null)
                .OrderBy(one => one, Comparer<string>.Create(VersionNumber.Compare)));
        }

        var newer = offered.Where(one => VersionNumber.Compare(one, value) > 0).ToList();
        return new VersionPin(
            version.Arg,
            value,
            [.. images.Select(image => image.Definition.Name)],
            offered,
            version.LifeEnd?.Of(value),
            version.LifeEnd?.Source)
        {
            Newest = newer.LastOrDefault(),
            NewestOfMajor = newer.LastOrDefault(one => one.Split('.')[0] == value.Split('.')[0]),
        };
    }

    /// <summary>The versions for which there is a tag of a reference's form.</summary>
    private static IEnumerable<string> Values(string marked, IReadOnlyList<string> tags)
    {
        var tag = RemoteReference.Parse(marked).Tag!;
        if (tag.Split(PlannedImage.VersionMark) is not [var before, var after])
        {
            return [];
        }

        return tags
            .Where(one => one.Length > before.Length + after.Length
                && one.StartsWith(before, StringComparison.Ordinal)
                && one.EndsWith(after, StringComparison.Ordinal))
            .Select(one => one[before.Length..^after.Length])
            .Where(one => Numbers.IsMatch(one));
    }

    private async Task<BasePin> CompareAsync(
        string reference, BaseSource source, IReadOnlyList<string> images, string? program, BaseState? recorded, CancellationToken cancellation)
    {
        var (host, path) = Repository(reference);
        var registry = Registry(host, source);
        if (await registry.FindAsync(path, RemoteReference.Parse(reference).TagOrDigest, platform, cancellation) is not { } image)
        {
            return new BasePin(reference, images, PinState.Gone, recorded, null, []);
        }

        if (recorded?.Digest == image.Digest)
        {
            return new BasePin(reference, images, PinState.AsRecorded, recorded, recorded, []);
        }

        var snapshot = await new RemoteSnapshots(registry, cache).ReadAsync(path, image, cancellation);
        var now = new BaseState(image.Digest, snapshot.Config.User, snapshot.Config.Entrypoint, program is null ? null : Place(snapshot, program));
        var changes = recorded?.Changes(now) ?? [];
        var state = recorded is null ? PinState.NotRecorded : changes.Count > 0 ? PinState.Changed : PinState.Moved;
        return new BasePin(reference, images, state, recorded, now, changes)
        {
            Untrue = HardenedClaims.Untrue(image.Annotations, snapshot, RemoteReference.Parse(reference).Tag),
        };
    }

    /// <summary>Where a program is that the image's PATH finds; null where it finds none.</summary>
    private static string? Place(ImageSnapshot snapshot, string program)
    {
        const string variable = "PATH=";
        var search = snapshot.Config.Environment.LastOrDefault(one => one.StartsWith(variable, StringComparison.Ordinal))?[variable.Length..] ?? UsualPath;
        return search.Split(':').Where(directory => directory.StartsWith('/'))
            .Select(directory => snapshot.Files.Resolve($"{directory.TrimEnd('/')}/{program}"))
            .FirstOrDefault(entry => entry is { Type: FileType.File })?.Path;
    }

    private RegistryClient Registry(string host, BaseSource source) =>
        registries.Of(host, source.Provider == BaseProvider.Local ? null : RegistryHost.Of(source.Registry));

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers { get; }
}
