using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS008: executing a file gives nobody more rights, but for the sidecar's nsenter.</summary>
internal sealed class FilesGrantNoPrivileges() : StaticCheck(new CheckInfo
{
    Id = "FS008",
    Title = "No file is setuid or setgid or has capabilities; the sidecar's nsenter has exactly its three",
    Guide = [GuideSection.NonRootUser, GuideSection.ProductionSecurity, GuideSection.CisBenchmarks],
    AppliesTo = "every image; the sidecar must have its one exception",
    Why = "Such a file gives anyone who executes it rights that 65532 must not have. The sidecar is the exception: without its file capabilities "
        + "nsenter fails with EPERM, and COPY can lose them silently.",
    Remedy = "In language images: RUN find / -xdev -type f -perm /6000 -exec chmod ug-s {} +, and no setcap. In the sidecar: setcap "
        + "cap_sys_ptrace,cap_sys_admin,cap_sys_chroot=eip on nsenter in the stage whose file is copied last; then inspect the final image.",
    BreaksWith = "chmod u+s; setcap on the runtime; nsenter without its capabilities, or with one too many",
    Example = new()
    {
        Fault =
            """
            RUN apt-get install -y --no-install-recommends passwd # su, chsh and others are setuid
            """,
        Mend =
            """
            RUN find / -xdev -type f -perm /6000 -exec chmod ug-s {} +
            """,
    },
})
{
    private const int SetUid = 0b100_000_000_000;
    private const int SetGid = 0b010_000_000_000;
    private const string Nsenter = "/usr/bin/nsenter";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var exception = image.Definition.Kind == ImageKind.Sidecar ? snapshot.Files.Resolve(Nsenter)?.Path ?? Nsenter : null;
        List<string> problems =
        [
            // On a directory the bits are about the group of new files, and give nobody anything.
            .. snapshot.Files.All.Where(file => file.Type == FileType.File && (file.Mode & (SetUid | SetGid)) != 0).Select(SetIdProblem),
            .. snapshot.Files.All.Where(file => file.Capabilities is not null && file.Path != exception)
                .Select(file => $"{file.Path} has file capabilities: {Described(file.Capabilities!)}"),
            .. exception is null ? [] : NsenterProblems(exception, snapshot.Files),
        ];
        return Finding.Of(
            problems,
            "no setuid, setgid or file capabilities anywhere" + (exception is null ? string.Empty : $", except {FileCapabilities.OfNsenter} on {Nsenter}"),
            exception is null ? "no file has any" : $"{exception} has {FileCapabilities.OfNsenter}, no other file has any");
    }

    private static string SetIdProblem(FileEntry file)
    {
        var bits = (file.Mode & (SetUid | SetGid)) switch
        {
            SetUid => "setuid",
            SetGid => "setgid",
            _ => "setuid and setgid",
        };
        return $"{file.Path} is {bits} ({Shown.Permissions(file)})";
    }

    private static IEnumerable<string> NsenterProblems(string path, RootFileSystem files)
    {
        var observed = files.Find(path) switch
        {
            null => "is not in the image",
            { Capabilities: null } => "has no file capabilities",
            { Capabilities: { } bytes } when FileCapabilities.Read(bytes) != FileCapabilities.OfNsenter => $"has other file capabilities: {Described(bytes)}",
            _ => null,
        };
        return observed is null ? [] : [$"{path} {observed}"];
    }

    private static string Described(byte[] bytes) =>
        FileCapabilities.Read(bytes)?.ToString() ?? $"an attribute that no kernel reads ({Convert.ToHexStringLower(bytes)})";
}
