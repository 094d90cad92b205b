using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Static;
using Harness.Images;
using Harness.Snapshots;
using Shouldly;

namespace Harness.Tests.Checks.Static;

/// <summary>An image that passes every static check, to be broken in one place.</summary>
internal sealed record SampleImage
{
    public const int NonRoot = 65532;

    public static SampleImage Good { get; } = new();

    public ImageKind Kind { get; init; } = ImageKind.Sandbox;

    public FinalVariant Variant { get; init; } = FinalVariant.Minimal;

    public bool Shell { get; init; }

    public IReadOnlyList<string> GoModules { get; init; } = [];

    public IReadOnlyList<LanguageDefinition> Languages { get; init; } = [];

    public string User { get; init; } = "65532:65532";

    public string WorkingDirectory { get; init; } = "/mnt/data";

    public IReadOnlyList<string> Entrypoint { get; init; } = ["/usr/bin/env", "-i", "PATH=/opt/x/bin:/usr/bin:/bin", "HOME=/tmp", "TMPDIR=/tmp"];

    public IReadOnlyList<string> Command { get; init; } = ["sleep", "infinity"];

    public string Architecture { get; init; } = "amd64";

    public string Os { get; init; } = "linux";

    public IReadOnlyList<string> Environment { get; init; } = [];

    public IReadOnlyList<string> Runtimes { get; init; } = ["/opt/x/bin/x"];

    public IReadOnlyList<string> Replaces { get; init; } = [];

    public IReadOnlyList<string> Preloads { get; init; } = [];

    public IReadOnlyList<string> LoadsByName { get; init; } = ["libc.so.6"];

    public IReadOnlyList<string> Healthcheck { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    public IReadOnlyList<string> OnBuild { get; init; } = [];

    public string StopSignal { get; init; } = "";

    /// <summary>Two layers of the base, two of the image's own.</summary>
    public IReadOnlyList<string> DiffIds { get; init; } = ["sha256:1", "sha256:2", "sha256:3", "sha256:4"];

    public IReadOnlyList<HistoryStep> History { get; init; } =
    [
        new("base", IsEmpty: false),
        new("base", IsEmpty: false),
        new("COPY /rootfs/ / # buildkit", IsEmpty: false),
        new("RUN /bin/sh -c make # buildkit", IsEmpty: false)
    ];

    public IReadOnlyList<CoveredFile> Covered { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>
    {
        ["org.opencontainers.image.title"] = "Sample",
        ["org.opencontainers.image.description"] = "A sample",
        ["org.opencontainers.image.version"] = "latest",
        ["org.opencontainers.image.created"] = "2026-11-21T12:00:00+00:00",
        ["org.opencontainers.image.revision"] = "0123456789abcdef0123456789abcdef01234567-dirty",
        ["org.opencontainers.image.base.name"] = "localhost/kcr-bases/sample:1-debian13",
        ["org.opencontainers.image.base.digest"] = "sha256:" + new string('0', 64),
        ["kcr.dev/base-provider"] = "local",
        ["kcr.dev/base-layers"] = "sha256:1 sha256:2",
    };

    public IReadOnlyList<FileEntry> Files { get; init; } =
    [
        Link("/bin", "usr/bin"),
        Link("/lib64", "usr/lib64"),
        Program("/usr/bin/env"),
        Program("/usr/bin/sleep"),
        Library("/usr/lib64/ld-linux-x86-64.so.2") with { Mode = 0b111_101_101 },
        Library("/usr/lib/x86_64-linux-gnu/libc.so.6"),
        Directory("/tmp", 0b001_111_111_111),
        Program("/opt/x/bin/x"),
        Directory("/mnt/data", uid: NonRoot, gid: NonRoot),
        File("/etc/passwd", text: "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532::/tmp:/sbin/nologin\n"),
    ];

    public SampleImage With(params FileEntry[] added) =>
        this with { Files = [.. Files.ExceptBy(added.Select(file => file.Path), file => file.Path), .. added] };

    public SampleImage Without(string path) => this with { Files = [.. Files.Where(file => file.Path != path)] };

    public SampleImage Labelled(string label, string value) => this with { Labels = new Dictionary<string, string>(Labels) { [label] = value } };

    public SampleImage Covering(FileEntry entry, int by) => this with { Covered = [.. Covered, new CoveredFile(entry, by)] };

    public SampleImage Assigning(params string[] assignments) => this with { Entrypoint = [.. Entrypoint, .. assignments] };

    public Finding Examine(string id)
    {
        var check = StaticChecks.All.Single(check => check.Id == id);
        check.AppliesTo(Definition).ShouldBeTrue();
        return check.Examine(
            new ImageUnderTest(Definition, ImageReference.For("sample"), new ImageId("sha256:0"), new Dictionary<string, string>(), null, null, null),
            new ImageSnapshot("sha256:0", Config, RootFileSystem.Of(Files))
            {
                Layers = [.. DiffIds.Select(_ => new ImageLayer(1, 1))],
                Covered = Covered,
            });
    }

    public ImageDefinition Definition => new(
        "sample", Kind, "Sample", "images/sample", "sample", Variant, Shell, Runtimes, [],
        new Dictionary<string, IReadOnlyDictionary<string, string>>(), GoModules, Languages)
    {
        Replaces = Replaces,
        Preloads = Preloads,
        LoadsByName = LoadsByName,
    };

    public static FileEntry Program(string path, params string[] needed) => new(
        path, FileType.File, 0b111_101_101, 0, 0, 1,
        Elf: new ElfInfo(true, 62, "/lib64/ld-linux-x86-64.so.2", needed.Length == 0 ? ["libc.so.6"] : needed, [], []));

    public static FileEntry Library(string path) => new(path, FileType.File, 0b110_100_100, 0, 0, 1, Elf: new ElfInfo(true, 62, null, [], [], []));

    public static FileEntry Directory(string path, int mode = 0b111_101_101, int uid = 0, int gid = 0) => new(path, FileType.Directory, mode, uid, gid, 0);

    public static FileEntry File(string path, int mode = 0b110_100_100, int uid = 0, int gid = 0, long size = 1, string? text = null) =>
        new(path, FileType.File, mode, uid, gid, size, Text: text);

    public static FileEntry Link(string path, string target) => new(path, FileType.Link, 0b111_111_111, 0, 0, 0, target);

    private ImageConfig Config => new(Architecture, Os, User, WorkingDirectory, Entrypoint, Command, Environment, Labels, History)
    {
        DiffIds = DiffIds,
        Healthcheck = Healthcheck,
        Volumes = Volumes,
        OnBuild = OnBuild,
        StopSignal = StopSignal,
    };
}
