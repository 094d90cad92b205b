using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG005: the assignments of the ENTRYPOINT are complete, unambiguous and true of the image.</summary>
internal sealed class AssignmentsAreSound() : StaticCheck(new CheckInfo
{
    Id = "CFG005",
    Title = "ENTRYPOINT sets PATH, HOME and TMPDIR, no variable twice, and names only paths that exist",
    Guide = [GuideSection.VersionAgnosticLinks, GuideSection.EnvEntrypoint],
    AppliesTo = "every language image",
    Why = "The assignments are the whole environment of every program. A directory that does not exist is silently skipped, so that packages or "
        + "libraries go missing on one architecture or after an upgrade. Of a variable that is set twice, one value is lost.",
    Remedy = "Set PATH, HOME and TMPDIR once each. Create every directory that the assignments name (mkdir in a -dev stage, then COPY), or remove "
        + "the entry. Use a version-agnostic link such as /opt/node instead of a versioned path.",
    BreaksWith = "a PATH entry that does not exist; PKG_CONFIG_PATH of another architecture; HOME missing; PATH set twice",
    Example = new()
    {
        Fault =
            """
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/node-v24.1.0/bin:/usr/bin", "HOME=/tmp"]
            """,
        Mend =
            """
            RUN ln -s "node-v${NODE_VERSION}" /opt/node
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/node/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            """,
    },
})
{
    private static readonly string[] Required = ["PATH", "HOME", "TMPDIR"];

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["ENTRYPOINT"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var assignments = Assignment.Of(snapshot.Config);
        var names = assignments.Select(assignment => assignment.Name).ToList();
        List<string> problems =
        [
            .. Required.Except(names).Select(name => $"{name} is not set"),
            .. names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{group.Key} is set {group.Count()} times"),
            .. assignments.Where(assignment => Required.Contains(assignment.Name) && assignment.Value.Length == 0)
                .Select(assignment => $"{assignment.Name} is empty"),
            .. assignments.SelectMany(assignment => Entries(assignment).Select(entry => Problem(assignment.Name, entry, snapshot.Files))).OfType<string>(),
        ];
        return Finding.Of(
            problems,
            "PATH, HOME and TMPDIR among the assignments of the ENTRYPOINT, none twice, and every path in them in the image",
            $"{string.Join(", ", names)}: every path in them exists");
    }

    /// <summary>
    /// The paths in a value: an absolute path, or a colon list of them. Any other value, such as a URL or options, is not
    /// a path, except in PATH, where every entry is a directory whatever it looks like.
    /// </summary>
    private static string[] Entries(Assignment assignment) =>
        assignment.Value.Length > 0
        && (assignment.Name == "PATH"
            || assignment.Value.Split(':').Any(entry => entry.StartsWith('/') && !entry.StartsWith("//", StringComparison.Ordinal)))
            ? assignment.Value.Split(':')
            : [];

    private static string? Problem(string name, string entry, RootFileSystem files)
    {
        if (!entry.StartsWith('/'))
        {
            // Relative entries are meaningful in some lists (a class path's "."), in PATH they run what a user left there.
            return name == "PATH" ? $"{name} has the entry \"{entry}\", which is not an absolute path" : null;
        }

        // A class path names all jars of a directory by a star.
        var path = entry.EndsWith("/*", StringComparison.Ordinal) ? entry[..^2] : entry;
        var mustBeDirectory = name is "PATH" or "HOME" or "TMPDIR";
        return files.Resolve(path) switch
        {
            null => files.Find(path) is { Type: FileType.Link, LinkTarget: var target }
                ? $"{name} names {entry}, a link to {target}, which is not in the image"
                : $"{name} names {entry}, which is not in the image",
            { Type: not FileType.Directory } when mustBeDirectory => $"{name} names {entry}, which is not a directory",
            _ => null,
        };
    }
}
