using System.Globalization;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS014: what the base's publisher delivered is unchanged in the image.</summary>
internal sealed class BaseIsIntact() : StaticCheck(new CheckInfo
{
    Id = "FS014",
    Title = "No file of the base is replaced by different content",
    Guide = [GuideSection.MultiArchPaths, GuideSection.BaseProvenance],
    AppliesTo = "every image, the sidecar too; the catalog can allow paths ('replaces'), and a package manager may replace its own packages' files",
    Why = "A hardened base is trusted because its publisher vouches for each file. A library from another release that is copied over it loses its "
        + "security fixes unnoticed, because scanners read the base's list of packages, and it may not fit the programs beside it.",
    Remedy = "Copy single files and directories from a -dev stage of the same release as the final stage, not all of /usr/lib. What must differ "
        + "belongs in a directory of its own, or under 'replaces' of the image in the catalog.",
    BreaksWith = "all of /usr/lib/<arch> copied from a newer release over the base",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            COPY --from=debian:sid /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/lib/x86_64-linux-gnu/libopenblas.so.0 /usr/lib/x86_64-linux-gnu/
            """,
    },
})
{
    private const string Status = "/var/lib/dpkg/status";
    private const string Alternatives = "/etc/alternatives/";

    /// <summary>What a package manager writes for itself or makes out of the packages that it installs.</summary>
    private static readonly string[] Records =
        ["/var/lib/dpkg/", "/var/lib/apt/", "/var/cache/", "/var/log/", Alternatives, "/etc/ld.so.cache", "/etc/apt/", "/usr/share/info/dir"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        const string expected = "every file of the base's layers as the base has it, or removed";
        if (BaseLayers.CountOf(snapshot.Config) is not { } ours)
        {
            return Finding.Skip(expected, $"the label {ImageLabels.BaseLayers} does not say which layers are the base's (CFG006)");
        }

        var owned = new Lazy<IReadOnlySet<string>>(() => DebianPackages.Owned(snapshot.Files));
        var installing = Installing(snapshot).Except(Copied(snapshot)).ToHashSet();
        var ofBase = snapshot.Covered
            .Where(file => file.Entry.Layer < ours && file.By >= ours)
            .Select(file => file.Entry)
            .ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var replaced = ofBase.Values
            .Select(entry => (Before: entry, Now: snapshot.Files.Find(entry.Path)))
            .Where(file => file.Now is not null && !IsSame(file.Before, file.Now))
            .ToList();
        var foreign = replaced.Where(file => !IsAllowed(image.Definition, file.Before.Path) && !IsPackageManagers(file.Now!)).ToList();
        var unaccounted = Unaccounted();
        var note = unaccounted.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; files above it from no package and no COPY: {unaccounted.Count:N0}, {Shown.Some(unaccounted)}");
        return Finding.Of(
            [
                .. foreign.Select(file => Difference(file.Before, file.Now!, snapshot.Config)),
                .. foreign.Count > 0 && unaccounted.Count > 0 ? [note[2..]] : (string[])[],
            ],
            expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"layers of the base: {ours}; replaced in them: "
                    + $"{(replaced.Count == 0 ? "nothing" : $"{replaced.Count} files, as the catalog or a package manager may")}{note}"));

        bool IsPackageManagers(FileEntry file) =>
            installing.Contains(file.Layer) && (IsRecord(file.Path) || owned.Value.Contains(file.Path));

        // A file that only got other permissions is in a layer again, with the base's bytes.
        List<string> Unaccounted()
        {
            var copied = Copied(snapshot);
            return
            [
                .. snapshot.Files.All
                    .Where(file => file.Layer >= ours && file.Type is FileType.File or FileType.Link && !copied.Contains(file.Layer))
                    .Where(file => !(ofBase.GetValueOrDefault(file.Path) is { } before && IsSame(before, file)))
                    .Where(file => !IsRecord(file.Path)
                        && file.LinkTarget?.StartsWith(Alternatives, StringComparison.Ordinal) != true
                        && !owned.Value.Contains(file.Path))
                    .Select(file => file.Path),
            ];
        }
    }

    private static bool IsSame(FileEntry before, FileEntry now) =>
        before.Type == now.Type && before.Size == now.Size && before.Content == now.Content && before.LinkTarget == now.LinkTarget;

    private static bool IsAllowed(ImageDefinition image, string path) =>
        image.Replaces.Any(allowed => path == allowed || path.StartsWith(allowed.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static bool IsRecord(string path) =>
        Records.Any(record => path == record || (record.EndsWith('/') && path.StartsWith(record, StringComparison.Ordinal)));

    /// <summary>The layers with a new list of packages: where no COPY brought it, a package manager ran.</summary>
    private static HashSet<int> Installing(ImageSnapshot snapshot) =>
    [
        .. snapshot.Covered.Where(file => file.Entry.Path == Status).Select(file => file.Entry.Layer),
        .. snapshot.Files.Find(Status) is { } status ? [status.Layer] : (int[])[],
    ];

    /// <summary>The layers that a COPY made: the Dockerfile declares what is in them.</summary>
    private static HashSet<int> Copied(ImageSnapshot snapshot) =>
        [.. snapshot.Layers.Select((_, layer) => layer)
            .Where(layer => Step(snapshot.Config, layer) is { } step
                && (step.Contains("COPY ", StringComparison.Ordinal) || step.Contains("ADD ", StringComparison.Ordinal))
                && !step.StartsWith("RUN ", StringComparison.Ordinal))];

    /// <summary>The command that made a layer; null when the history does not fit the layers.</summary>
    private static string? Step(ImageConfig config, int layer)
    {
        var steps = config.History.Where(step => !step.IsEmpty).ToList();
        return steps.Count == config.DiffIds.Count && layer < steps.Count ? steps[layer].CreatedBy : null;
    }

    private static string Difference(FileEntry before, FileEntry now, ImageConfig config)
    {
        var step = Step(config, now.Layer);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now.Path} was {Described(before)} in the base and is {Described(now)} since layer {now.Layer + 1}{(step is null ? "" : $": {Cut(step)}")}");
    }

    private static string Described(FileEntry file) => file.Type switch
    {
        FileType.File => string.Create(CultureInfo.InvariantCulture, $"a file of {file.Size:N0} bytes ({file.Content >> 96:x8}…)"),
        FileType.Link => $"a link to {file.LinkTarget}",
        FileType.Directory => "a directory",
        _ => "a special file",
    };

    private static string Cut(string text) => text.Length > 100 ? $"{text[..100]}…" : text;
}
