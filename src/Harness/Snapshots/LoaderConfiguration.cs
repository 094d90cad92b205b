using System.IO.Enumeration;

namespace Harness.Snapshots;

/// <summary>The directories that an image adds to the loader's own.</summary>
internal static class LoaderConfiguration
{
    private const string Main = "/etc/ld.so.conf";
    private const int MaxFiles = 256;

    /// <summary>
    /// The directories of <c>ld.so.conf</c> and what it includes, as a stand-in for the cache that ldconfig makes of them.
    /// None where that cache is not: the loader itself never reads the configuration.
    /// </summary>
    public static IReadOnlyList<string> Directories(RootFileSystem files)
    {
        if (files.Resolve("/etc/ld.so.cache") is not { Type: FileType.File, Size: > 0 })
        {
            return [];
        }

        var directories = new List<string>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>([Main]);
        while (pending.TryDequeue(out var path) && read.Count < MaxFiles)
        {
            if (files.Resolve(path) is not { Text: { } text } file || !read.Add(file.Path))
            {
                continue;
            }

            foreach (var line in text.Split('\n').Select(line => line.Split('#')[0].Trim()))
            {
                if (line.StartsWith("include ", StringComparison.Ordinal) || line.StartsWith("include\t", StringComparison.Ordinal))
                {
                    foreach (var included in line[8..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(pattern => Matches(files, pattern)))
                    {
                        pending.Enqueue(included);
                    }
                }
                else if (line.StartsWith('/'))
                {
                    directories.Add(line.TrimEnd('/'));
                }
            }
        }

        return directories;
    }

    /// <summary>The files that an include line means; wildcards stand in the last component, as everywhere in practice.</summary>
    private static IEnumerable<string> Matches(RootFileSystem files, string pattern)
    {
        var absolute = pattern.StartsWith('/') ? pattern : $"/etc/{pattern}";
        var slash = absolute.LastIndexOf('/');
        return files.Children(slash == 0 ? "/" : absolute[..slash])
            .Where(file => FileSystemName.MatchesSimpleExpression(absolute.AsSpan(slash + 1), file.Path.AsSpan(file.Path.LastIndexOf('/') + 1), ignoreCase: false))
            .Select(file => file.Path);
    }
}
