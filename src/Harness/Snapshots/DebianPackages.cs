namespace Harness.Snapshots;

/// <summary>A Debian package that is in an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record DebianPackage(string Name, string Version);

/// <summary>
/// Reads what dpkg notes of packages: one file <c>status</c>, or a file for each package in <c>status.d</c>, as images have
/// it that are put together without dpkg. Both may be there.
/// </summary>
internal static class DebianPackages
{
    private const string Status = "/var/lib/dpkg/status";
    private const string StatusDirectory = "/var/lib/dpkg/status.d";
    private const string Information = "/var/lib/dpkg/info";
    private const string Checksums = ".md5sums";
    private const string List = ".list";

    private static readonly string[] NotThere = ["config-files", "not-installed"];

    /// <summary>Whether a file is one that is read here.</summary>
    internal static bool IsDatabase(string path) =>
        path == Status
        || path.StartsWith(StatusDirectory + "/", StringComparison.Ordinal)
        || (path.StartsWith(Information + "/", StringComparison.Ordinal) && path.EndsWith(List, StringComparison.Ordinal));

    /// <summary>The packages, in the order in which they are noted; null when nothing is noted at all.</summary>
    /// <param name="files">The image's files.</param>
    public static IReadOnlyList<DebianPackage>? Of(RootFileSystem files)
    {
        List<string> texts =
        [
            .. files.Resolve(Status)?.Text is { Length: > 0 } status ? [status] : (string[])[],
            .. files.Children(StatusDirectory)
                .Where(file => !file.Path.EndsWith(Checksums, StringComparison.Ordinal))
                .Select(file => file.Text)
                .OfType<string>(),
        ];
        return texts.Count == 0 ? null : [.. texts.SelectMany(Packages)];
    }

    /// <summary>The paths of files that packages brought, links in their directories followed.</summary>
    /// <param name="files">The image's files.</param>
    public static IReadOnlySet<string> Owned(RootFileSystem files)
    {
        var listed = files.Children(Information).Where(file => file.Path.EndsWith(List, StringComparison.Ordinal))
            .SelectMany(file => (file.Text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        // A line of a checksum file is the digest, two blanks and the path without the leading slash.
        var summed = files.Children(StatusDirectory).Where(file => file.Path.EndsWith(Checksums, StringComparison.Ordinal))
            .SelectMany(file => (file.Text ?? "").Split('\n'))
            .Select(line => line.IndexOf("  ", StringComparison.Ordinal) is > 0 and var blanks ? "/" + line[(blanks + 2)..].TrimStart('.', '/') : "")
            .Where(path => path.Length > 0);
        return listed.Concat(summed).Select(path => files.Find(path)?.Path).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<DebianPackage> Packages(string text)
    {
        var (name, version, isThere) = ("", "", true);
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.Trim().Length == 0)
            {
                if (name.Length > 0 && isThere)
                {
                    yield return new DebianPackage(name, version);
                }

                (name, version, isThere) = ("", "", true);
            }
            else if (Field(line, "Package:") is { } package)
            {
                name = package;
            }
            else if (Field(line, "Version:") is { } number)
            {
                version = number;
            }
            else if (Field(line, "Status:") is { } state)
            {
                isThere = !NotThere.Contains(state.Split(' ')[^1]);
            }
        }
    }

    private static string? Field(string line, string name) =>
        line.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? line[name.Length..].Trim() : null;
}
