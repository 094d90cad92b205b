using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>Finds programs by name.</summary>
internal static class Programs
{
    private static readonly string[] UsualDirectories =
        ["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];

    /// <summary>
    /// Programs of these names: whatever carries one, or is a link to what carries one, in the usual directories and on the
    /// image's PATHs, and binaries of these names anywhere. Each file once, by the path under which it was met first.
    /// </summary>
    public static IReadOnlyList<(string Path, FileEntry File)> Named(IReadOnlySet<string> names, ImageSnapshot snapshot)
    {
        var files = snapshot.Files;
        var onPath = Directories(snapshot.Config)
            .SelectMany(files.Children)
            .Select(entry => (entry.Path, File: files.Resolve(entry.Path)))
            .Where(found => found.File is { Type: FileType.File } file && (names.Contains(Name(found.Path)) || names.Contains(Name(file.Path))))
            .Select(found => (found.Path, found.File!));
        var anywhere = files.All
            .Where(file => file is { Type: FileType.File, Elf: not null } && names.Contains(Name(file.Path)))
            .Select(file => (file.Path, file));
        return [.. onPath.Concat(anywhere).DistinctBy(found => found.Item2.Path)];
    }

    /// <summary>The directories of the PATH that the ENTRYPOINT sets.</summary>
    public static IReadOnlyList<string> PathOf(ImageConfig config) =>
        [.. Assignment.Of(config).Where(assignment => assignment.Name == "PATH").SelectMany(assignment => assignment.Value.Split(':'))];

    private static IEnumerable<string> Directories(ImageConfig config) =>
    [
        .. UsualDirectories,
        .. PathOf(config),
        .. config.Environment.Select(Assignment.Parse).Where(variable => variable?.Name == "PATH").SelectMany(variable => variable!.Value.Split(':')),
    ];

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
