using System.Collections.Frozen;
using Harness.Catalog;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>Where an image keeps what is executed and loaded.</summary>
internal static class Places
{
    private static readonly FrozenSet<string> Shared = FrozenSet.ToFrozenSet(["/", "/usr", "/usr/local"]);

    /// <summary>What a prefix that programs share has of each of them; <c>bin</c> is on PATH.</summary>
    private static readonly string[] Libraries = ["lib", "lib64", "libexec"];

    private static readonly FrozenSet<string> NotPackages = FrozenSet.ToFrozenSet(["PATH", "HOME", "TMPDIR"]);

    /// <summary>What a volume hides, and what is empty when a sandbox starts.</summary>
    private static readonly string[] Hidden = [SandboxSpec.DataDirectory, "/tmp", "/var/tmp"];

    /// <summary>Directories of files that are read, never loaded: tests have damaged ones and those of other machines on purpose.</summary>
    private static readonly FrozenSet<string> TestDirectories = FrozenSet.ToFrozenSet(["fixtures", "test", "testdata", "tests"]);

    /// <summary>The directories of PATH: the ENTRYPOINT's, or the configuration's where that sets none, or what an engine takes then.</summary>
    public static IReadOnlyList<string> PathDirectories(ImageConfig config)
    {
        var path = Programs.PathOf(config);
        if (path.Count == 0)
        {
            var variable = config.Environment.Select(Assignment.Parse).LastOrDefault(variable => variable?.Name == "PATH");
            path = (variable?.Value ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin").Split(':');
        }

        return [.. path.Where(directory => directory.StartsWith('/')).Distinct()];
    }

    /// <summary>What lies in the directories of PATH, links not followed, each path once.</summary>
    public static IEnumerable<FileEntry> OnPath(ImageSnapshot snapshot) =>
        PathDirectories(snapshot.Config).SelectMany(snapshot.Files.Children).DistinctBy(entry => entry.Path);

    /// <summary>
    /// The directories of the catalog's runtimes: all that is installed with one, or where it shares a prefix such as /usr with
    /// others, the prefix's libraries.
    /// </summary>
    public static IReadOnlyList<string> OfRuntimes(ImageDefinition image, RootFileSystem files) => Outermost(
        image.Runtimes
            .Select(runtime => files.Resolve(runtime))
            .Where(file => file is not null)
            .SelectMany(file => Installation(file!.Path))
            .Select(directory => files.Resolve(directory))
            .Where(directory => directory is { Type: FileType.Directory })
            .Select(directory => directory!.Path));

    /// <summary>The directories that the ENTRYPOINT's variables name, where runtimes find packages.</summary>
    public static IReadOnlyList<string> OfPackages(ImageSnapshot snapshot) => Outermost(
        Assignment.Of(snapshot.Config)
            .Where(assignment => !NotPackages.Contains(assignment.Name))
            .SelectMany(assignment => assignment.Value.Split(':'))
            .Where(entry => entry.StartsWith('/'))
            .Select(entry => snapshot.Files.Resolve(entry.EndsWith("/*", StringComparison.Ordinal) ? entry[..^2] : entry))
            .Where(entry => entry is { Type: FileType.Directory })
            .Select(entry => entry!.Path)
            .Where(path => !Shared.Contains(path) && !Hidden.Any(hidden => path == hidden || IsBelow(path, hidden))));

    /// <summary>Everything below some directories that is meant for use: no inputs of tests, no files for debuggers.</summary>
    public static IEnumerable<FileEntry> Below(IReadOnlyList<string> directories, RootFileSystem files) =>
        from entry in files.All
        let directory = directories.FirstOrDefault(directory => IsBelow(entry.Path, directory))
        where directory is not null && IsMeantForUse(entry.Path[directory.Length..])
        select entry;

    /// <summary>Whether a program lies below the prefix that another is installed with, and not below a shared one within it.</summary>
    public static bool IsOfInstallation(string program, string other) =>
        Prefix(program) == Prefix(other) || (IsBelow(program, Prefix(other)) && !Shared.Contains(Prefix(program)));

    private static string Prefix(string program)
    {
        var directory = Parent(program);
        return Name(directory) is "bin" or "sbin" ? Parent(directory) : directory;
    }

    private static IEnumerable<string> Installation(string program)
    {
        var prefix = Prefix(program);
        return Shared.Contains(prefix) ? Libraries.Select(name => FileNode.Join(prefix, name)) : [prefix];
    }

    private static bool IsMeantForUse(string path) =>
        !path.StartsWith("/debug/", StringComparison.Ordinal) && !path.Split('/').Any(TestDirectories.Contains);

    private static string[] Outermost(IEnumerable<string> directories)
    {
        string[] distinct = [.. directories.Distinct()];
        return [.. distinct.Where(directory => !distinct.Any(other => IsBelow(directory, other)))];
    }

    private static bool IsBelow(string path, string directory) =>
        path.Length > directory.Length && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal);

    private static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
