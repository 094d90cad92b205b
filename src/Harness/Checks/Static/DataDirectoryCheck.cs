using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS002.</summary>
internal sealed class DataDirectoryCheck() : StaticCheck(new CheckInfo(
    "FS002",
    "/mnt/data is there and 65532 may write it",
    "8. Non-root user (UID 65532)",
    "every language image",
    "Code and users' files go to /mnt/data. Without a volume over it a directory of root's makes every write fail, and engines give a "
        + "new volume the owner that the image's directory has.",
    "In a -dev stage: RUN mkdir -p /mnt/data && chown 65532:65532 /mnt/data; in the final stage: COPY --from=runtime-deps /mnt/data /mnt/data.",
    "/mnt/data owned by root, mode 0755")
{
    Example = new(
        """
        RUN mkdir -p /rootfs/mnt/data
        """,
        """
        RUN mkdir -p /rootfs/mnt/data && chown 65532:65532 /rootfs/mnt/data
        """),
})
{
    private const string Path = "/mnt/data";

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
