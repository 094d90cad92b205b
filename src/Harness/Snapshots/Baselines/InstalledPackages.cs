using System.Text.RegularExpressions;

namespace Harness.Snapshots.Baselines;

/// <summary>The packages that an image's files tell of.</summary>
internal static partial class InstalledPackages
{
    /// <summary>A directory that pip and its kind leave for each package, with name and version in its own name.</summary>
    [GeneratedRegex("/([^/]+)-([^/-]+)\\.dist-info$", RegexOptions.CultureInvariant)]
    private static partial Regex DistInfo { get; }

    /// <summary>Versions by name; a name that is there in several versions has them all.</summary>
    public static IReadOnlyDictionary<string, string> Of(RootFileSystem files) => OfPython(files)
        .Concat((DebianPackages.Of(files) ?? []).Select(package => (package.Name, package.Version)))
        .GroupBy(package => package.Name, package => package.Version, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => string.Join(", ", group.Distinct().Order(StringComparer.Ordinal)),
            StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Version)> OfPython(RootFileSystem files) =>
        from entry in files.All
        where entry.Type == FileType.Directory
        let match = DistInfo.Match(entry.Path)
        where match.Success
        select ($"python:{match.Groups[1].Value}", match.Groups[2].Value);
}
