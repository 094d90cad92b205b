using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;
using Harness.Snapshots.Archives;

namespace Harness.Checks.Static;

/// <summary>FS007: every path through a symbolic link leads to a file.</summary>
internal sealed class LinksResolve() : StaticCheck(new CheckInfo
{
    Id = "FS007",
    Title = "No symbolic link on PATH, in the runtime or on the way to it is dangling",
    Guide = [GuideSection.VersionAgnosticLinks],
    AppliesTo = "every image",
    Why = "Every path in the image relies on the version-agnostic link. After an upgrade it may point to a version that is no longer there, and the "
        + "runtime cannot be found although all its files are in the image.",
    Remedy = "Create links in a builder stage from what is there (readlink -f \"$(command -v node)\"), and copy the target together with the link.",
    BreaksWith = "/opt/node without its target; a link on PATH to a program that was left out",
    Example = new()
    {
        Fault =
            """
            RUN ln -s /opt/nodejs/node-v24.1.0 /opt/node
            """,
        Mend =
            """
            RUN ln -s "$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")" /opt/node
            """,
    },
})
{
    private const int MaxHops = 40;

    /// <summary>What is there only while a container runs.</summary>
    private static readonly string[] Provided = ["/proc/", "/sys/", "/dev/"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var files = snapshot.Files;
        var runtime = Places.OfRuntimes(image.Definition, files);
        var path = Places.PathDirectories(snapshot.Config);
        List<FileEntry> links =
        [
            .. image.Definition.Runtimes.Concat(path).SelectMany(Ancestry).Select(files.Find)
                .Concat(Places.OnPath(snapshot))
                .Concat(Places.Below(runtime, files))
                .Where(entry => entry is { Type: FileType.Link })
                .Select(entry => entry!)
                .DistinctBy(entry => entry.Path),
        ];
        return Finding.Of(
            [.. links.Where(link => files.Resolve(link.Path) is null && !IsProvided(link, files))
                .Select(link => $"{link.Path} is a link to {link.LinkTarget}, which leads nowhere in the image")],
            $"every link on PATH ({string.Join(':', path)}), of the runtime ({string.Join(", ", runtime)}) and in the way to "
                + $"{string.Join(", ", image.Definition.Runtimes)} leads to something in the image",
            $"{links.Count} links, each of which leads to something");
    }

    /// <summary>A path with each directory on the way to it.</summary>
    private static IEnumerable<string> Ancestry(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }

        yield return path;
    }

    /// <summary>Whether a link leads to what an engine puts into every container.</summary>
    private static bool IsProvided(FileEntry link, RootFileSystem files)
    {
        var entry = link;
        for (var hop = 0; hop < MaxHops && entry is { Type: FileType.Link, LinkTarget.Length: > 0 and <= PathWalk.MaxPath }; hop++)
        {
            var target = entry.LinkTarget.StartsWith('/') ? entry.LinkTarget : $"{entry.Path}/../{entry.LinkTarget}";
            if (target.Length > PathWalk.MaxPath)
            {
                return false;
            }

            target = ArchivePath.Normalise(target);
            if (Provided.Any(directory => target.StartsWith(directory, StringComparison.Ordinal)))
            {
                return true;
            }

            entry = files.Find(target);
        }

        return false;
    }
}
