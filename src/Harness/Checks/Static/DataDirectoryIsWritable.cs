using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS002: the data directory belongs to the unprivileged user.</summary>
internal sealed class DataDirectoryIsWritable() : StaticCheck(new CheckInfo
{
    Id = "FS002",
    Title = "/mnt/data exists and 65532 may write to it",
    Guide = [GuideSection.NonRootUser],
    AppliesTo = "every language image",
    Why = "Code and users' files go to /mnt/data. Without a volume over it, a directory owned by root makes every write fail; and engines give a new "
        + "volume the owner of the image's directory.",
    Remedy = "In a -dev stage: RUN mkdir -p /mnt/data && chown 65532:65532 /mnt/data; in the final stage: COPY --from=runtime-deps /mnt/data "
        + "/mnt/data.",
    BreaksWith = "/mnt/data owned by root with mode 0755",
    Example = new()
    {
        Fault =
            """
            RUN mkdir -p /rootfs/mnt/data
            """,
        Mend =
            """
            RUN mkdir -p /rootfs/mnt/data && chown 65532:65532 /rootfs/mnt/data
            """,
    },
})
{
    private const string Path = SandboxSpec.DataDirectory;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        const string expected = $"{Path}, a directory that 65532 may search and write";
        if (snapshot.Files.Resolve(Path) is not { } directory)
        {
            return Finding.Fail(expected, $"{Path} is not in the image");
        }

        if (directory.Type != FileType.Directory)
        {
            return Finding.Fail(expected, $"{Path} is not a directory");
        }

        var isReachable = snapshot.Files.Resolve(Path, Account.NonRoot) is not null;
        var observed = $"{Path} is {Shown.Permissions(directory)}";
        return new Finding(
            isReachable && Account.NonRoot.May(Access.Write | Access.Execute, directory),
            expected,
            isReachable ? observed : $"{observed}, below a directory that 65532 may not search");
    }
}
