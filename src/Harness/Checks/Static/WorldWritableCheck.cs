using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS009.</summary>
internal sealed class WorldWritableCheck() : StaticCheck(new CheckInfo(
    "FS009",
    "Nothing is world-writable but /tmp, /var/tmp and the data directory",
    "8. Non-root user (UID 65532)",
    "every image",
    "What everybody may write, the code that runs in the sandbox may change: a package directory, a search path or a configuration file becomes "
        + "a place to leave something for the next program, and the image no longer says what runs.",
    "Give 65532 what it must write by owner (COPY --chown=65532:65532), and nothing else; take the bit away with chmod -R o-w.",
    "chmod -R 777 /opt")
{
    Example = new CheckExample(
        "RUN chmod -R 777 /opt/packages",
        "RUN chmod -R u=rwX,go=rX /opt/packages"),
})
{
    private const int OthersMayWrite = 0b010;
    private const string Data = "/mnt/data";

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
            open.Count == 0 ? "there is nothing else" : $"{open.Count} such paths: {Shown.Some([.. open.Select(entry => $"{entry.Path} ({Shown.Permissions(entry)})")], most: 10)}");
    }

    private static bool IsDevice(FileEntry entry) => entry.Type == FileType.Special && entry.Path.StartsWith("/dev/", StringComparison.Ordinal);
}
