using System.Buffers;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS012: there is one runtime, in the place that the catalog names.</summary>
internal sealed class RuntimeIsInItsPlace() : StaticCheck(new CheckInfo
{
    Id = "FS012",
    Title = "The runtime is where the catalog says, and there is no second one",
    Guide = [GuideSection.PythonLocation, GuideSection.VersionAgnosticLinks],
    AppliesTo = "every image for which the catalog names a runtime",
    Why = "With two runtimes it depends on PATH, on a script's first line or on a link which one runs: packages are installed for one and looked up "
        + "by the other, and an update of one leaves the other's vulnerabilities in the image.",
    Remedy = "Copy packages, not the builder's runtime. Where the base has moved its runtime, correct the link (and 'runtimes' in the catalog) and "
        + "copy nothing over it.",
    BreaksWith = "a second python; node copied from the builder beside the base's",
    Example = new()
    {
        Fault =
            """
            COPY --from=builder /usr/local /usr/local # with the builder's python
            """,
        Mend =
            """
            COPY --from=builder /opt/packages /opt/packages
            """,
    },
})
{
    private static readonly SearchValues<char> OfVersions = SearchValues.Create("-.0123456789");

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => image.Runtimes.Count > 0;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var files = snapshot.Files;
        var runtimes = image.Definition.Runtimes.Select(path => (Path: path, File: files.Resolve(path, Account.NonRoot))).ToList();
        var known = runtimes.Select(runtime => runtime.File).OfType<FileEntry>().ToList();
        List<string> names = [.. runtimes.SelectMany(runtime => new[] { runtime.Path, runtime.File?.Path }).OfType<string>().Select(Unversioned).Distinct()];
        var others = files.All
            .Where(entry => entry.Type is FileType.File or FileType.Link && names.Any(name => IsVersionOf(name, entry.Path)))
            .Select(entry => (entry.Path, File: files.Resolve(entry.Path)))
            .Where(found => found.File is { Type: FileType.File } file && IsProgram(file) && !known.Any(one => IsSame(one, file)))
            .DistinctBy(found => found.File!.Path);
        return Finding.Of(
            [
                .. runtimes.Select(runtime => Problem(runtime.Path, runtime.File, files)).OfType<string>(),
                .. others.Select(found => found.Path == found.File!.Path
                    ? $"a second one is {found.Path}"
                    : $"a second one is {found.File.Path}, linked from {found.Path}"),
            ],
            $"{string.Join(" and ", image.Definition.Runtimes)} in the image, executable for 65532, and no other "
                + $"{string.Join(", ", names)} of any version anywhere",
            string.Join("; ", runtimes.Select(runtime => runtime.File?.Path == runtime.Path
                ? $"{runtime.Path} is there"
                : $"{runtime.Path} is {runtime.File?.Path}")));
    }

    private static string? Problem(string path, FileEntry? file, RootFileSystem files) => file switch
    {
        null => files.Resolve(path) is null ? $"{path} is not in the image" : $"{path} is below a directory that 65532 may not search",
        { Type: not FileType.File } => $"{path} is not a file",
        _ when !Account.NonRoot.May(Access.Execute, file) => $"{path} is not executable for 65532: {Shown.Permissions(file)}",
        _ when !IsProgram(file) => $"{path} is neither a program nor a script",
        _ => null,
    };

    private static bool IsProgram(FileEntry file) => (file.Mode & 0b001_001_001) != 0 && (file.Elf is not null || file.Shebang is not null);

    /// <summary>The same file, or a copy of it within its installation, such as R has of its front end: elsewhere it finds other libraries.</summary>
    private static bool IsSame(FileEntry one, FileEntry other) => one.Path == other.Path
        || (one.Size == other.Size && one.Content == other.Content && Places.IsOfInstallation(other.Path, one.Path));

    /// <summary>A program's name without its version: python of <c>/usr/bin/python3.13</c>.</summary>
    private static string Unversioned(string path) => path[(path.LastIndexOf('/') + 1)..(path.AsSpan().LastIndexOfAnyExcept(OfVersions) + 1)];

    private static bool IsVersionOf(string name, string path)
    {
        var file = path.AsSpan(path.LastIndexOf('/') + 1);
        return file.StartsWith(name, StringComparison.Ordinal) && !file[name.Length..].ContainsAnyExcept(OfVersions);
    }
}
