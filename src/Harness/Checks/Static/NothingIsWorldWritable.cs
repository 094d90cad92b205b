using Harness.Catalog;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS009: code in the sandbox cannot change what the image runs.</summary>
internal sealed class NothingIsWorldWritable() : StaticCheck(new CheckInfo
{
    Id = "FS009",
    Title = "Nothing is world-writable except /tmp, /var/tmp and the data directory",
    Guide = [GuideSection.NonRootUser, GuideSection.CisBenchmarks],
    AppliesTo = "every image",
    Why = "What everybody may write, code that runs in the sandbox may change: a package directory, a search path or a configuration file becomes a "
        + "place to plant something for the next program, and the image no longer determines what runs.",
    Remedy = "Give 65532 what it must write by ownership (COPY --chown=65532:65532) and nothing else; remove the permission with chmod -R o-w.",
    BreaksWith = "chmod -R 777 /opt",
    Example = new()
    {
        Fault =
            """
            RUN chmod -R 777 /opt/packages
            """,
        Mend =
            """
            RUN chmod -R u=rwX,go=rX /opt/packages
            """,
    },
})
{
    private const int OthersMayWrite = 0b010;
    private const string Data = SandboxSpec.DataDirectory;

    private static readonly string[] ForWriting = ["/tmp", "/var/tmp", Data];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var files = snapshot.Files;
        var allowed = ForWriting.Select(path => files.Resolve(path)?.Path).ToHashSet();
        var data = files.Resolve(Data)?.Path ?? Data;
        var open = files.All
            .Where(entry => entry.Type != FileType.Link && (entry.Mode & OthersMayWrite) != 0)
            // A volume hides what is in the data directory, and an engine's own /dev hides the image's devices.
            .Where(entry => !allowed.Contains(entry.Path) && !entry.Path.StartsWith($"{data}/", StringComparison.Ordinal) && !IsDevice(entry))
            .ToList();
        return new Finding(
            open.Count == 0,
            $"nothing that others than owner and group may write, except /tmp, /var/tmp and {Data}",
            open.Count == 0
                ? "there is nothing else"
                : $"{open.Count} such paths: {Shown.Some([.. open.Select(entry => $"{entry.Path} ({Shown.Permissions(entry)})")], most: 10)}");
    }

    private static bool IsDevice(FileEntry entry) => entry.Type == FileType.Special && entry.Path.StartsWith("/dev/", StringComparison.Ordinal);
}
