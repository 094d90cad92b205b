using System.IO.Enumeration;

namespace Harness.Cli.Workflows;

/// <summary>Finds the Dockerfiles that a command line names: files, directories with all that is below them, and <c>-</c>.</summary>
internal static class DockerfileSearch
{
    private static readonly string[] Names = ["dockerfile", "containerfile"];

    /// <summary>Ends of names that only look like a Dockerfile's.</summary>
    private static readonly string[] Others =
    [
        ".bak", ".cs", ".dockerignore", ".erb", ".go", ".html", ".j2", ".js", ".json", ".md", ".orig", ".py", ".rb", ".rst", ".sh", ".swp", ".tmpl", ".ts",
        ".yaml", ".yml", "~",
    ];

    private static readonly string[] Skipped = [".git", "node_modules"];

    /// <summary>The Dockerfiles in the order in which they are named, those of a directory by their paths.</summary>
    /// <param name="named">What the command line names.</param>
    /// <param name="problems">Takes what is not there.</param>
    public static IEnumerable<DockerfilePlace> Find(IReadOnlyList<string> named, List<string> problems)
    {
        foreach (var name in named)
        {
            if (Problem(name) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            if (name == DockerfilePlace.Input || !Directory.Exists(name))
            {
                yield return new DockerfilePlace(name, name, null);
                continue;
            }

            var any = false;
            foreach (var path in Below(name))
            {
                any = true;
                yield return new DockerfilePlace(path, path, null);
            }

            if (!any)
            {
                problems.Add($"there is no Dockerfile in the directory '{name}'; expected a name such as Dockerfile, Dockerfile.web or web.Dockerfile");
            }
        }
    }

    /// <summary>What is not there.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<string> named) => [.. named.Select(Problem).OfType<string>()];

    private static string? Problem(string name) => name == DockerfilePlace.Input || Path.Exists(name) ? null : $"there is no file '{name}'";

    /// <summary>Links to directories are not followed, since they may lead back; what may not be read is passed over.</summary>
    private static IEnumerable<string> Below(string directory) => new FileSystemEnumerable<string>(
        directory,
        (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsDockerfile(entry.FileName.ToString()),
        ShouldRecursePredicate = (ref FileSystemEntry entry) =>
            (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !Skipped.Contains(entry.FileName.ToString()),
    }.Order(StringComparer.Ordinal);

    private static bool IsDockerfile(string file)
    {
        var name = file.ToLowerInvariant();
        return Names.Any(known => name == known
                || (name.StartsWith(known, StringComparison.Ordinal) && name[known.Length] is '.' or '-' or '_')
                || (name.EndsWith(known, StringComparison.Ordinal) && name[^(known.Length + 1)] is '.' or '-' or '_'))
            && !Others.Any(end => name.EndsWith(end, StringComparison.Ordinal));
    }
}
