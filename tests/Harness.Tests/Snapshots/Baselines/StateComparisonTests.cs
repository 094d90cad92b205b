using Harness.Snapshots;
using Harness.Snapshots.Baselines;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Baselines;

[Parallelizable(ParallelScope.All)]
public sealed class StateComparisonTests
{
    private static readonly ImageConfig Config = new(
        "amd64", "linux", "65532:65532", "/mnt/data", ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp"], ["sleep", "infinity"], ["LANG=C"],
        new Dictionary<string, string> { ["created"] = "today" }, [new HistoryStep("COPY", false)]);

    private static readonly FileEntry[] Files =
    [
        new("/usr/bin/tool", FileType.File, 0b111_101_101, 0, 0, 100, Elf: new ElfInfo(true, 62, null, ["liba.so"], [], [])),
        new("/lib/liba.so", FileType.File, 0b110_100_100, 0, 0, 50, Elf: new ElfInfo(true, 62, null, [], [], [])),
        new("/usr/lib/python3/site-packages/numpy-2.1.0.dist-info", FileType.Directory, 0b111_101_101, 0, 0, 0),
        new("/bin", FileType.Link, 0b111_111_111, 0, 0, 0, "usr/bin"),
    ];

    [Test]
    public void The_same_image_has_no_difference_nor_has_one_that_was_only_built_again() => StateComparison.Compare(
        State(Config, Files),
        State(Config with { Labels = new Dictionary<string, string> { ["created"] = "tomorrow" }, History = [] }, Files)).ShouldBeEmpty();

    [Test]
    public void What_is_configured_is_compared_and_assignments_by_name() => Words(
        Config with
        {
            User = "root",
            WorkingDirectory = "",
            Entrypoint = ["/usr/bin/env", "-i", "PATH=/opt/bin", "TMPDIR=/tmp"],
            Command = ["sh"],
            Environment = ["LANG=C", "A=b"],
        },
        Files).ShouldBe(
        [
            "user Changed : 65532:65532 → root",
            "workingDirectory Changed : /mnt/data → none",
            "entrypoint Removed HOME: /tmp → ",
            "entrypoint Changed PATH: /usr/bin → /opt/bin",
            "entrypoint Added TMPDIR:  → /tmp",
            "command Changed : [\"sleep\",\"infinity\"] → [\"sh\"]",
            "environment Added A:  → b",
        ]);

    [Test]
    public void Another_order_of_assignments_is_a_difference() =>
        Words(Config with { Entrypoint = ["/usr/bin/env", "-i", "HOME=/tmp", "PATH=/usr/bin"] }, Files)
            .ShouldHaveSingleItem()
            .ShouldStartWith("entrypoint Changed : [");

    [Test]
    public void Of_a_file_only_what_changed_is_said() => Words(
        Config,
        [
            Files[0] with { Mode = 0b100_111_101_101, Size = 101, Capabilities = [1, 255], Content = 1 },
            Files[1] with { Uid = 65532 },
            Files[2],
            Files[3] with { LinkTarget = "/usr/bin" },
        ]).ShouldBe(
        [
            "files Changed /bin: to usr/bin → to /usr/bin",
            "files Changed /lib/liba.so: owner 0:0 → owner 65532:0",
            "files Changed /usr/bin/tool: mode 0755, 100 bytes, content none, capabilities none → "
                + "mode 4755, 101 bytes, content 000000000000, capabilities 01ff",
        ]);

    [Test]
    public void A_path_that_became_something_else_is_described_whole() =>
        Words(Config, [.. Files[..3], new FileEntry("/bin", FileType.Directory, 0b111_101_101, 0, 0, 0)])
            .ShouldBe(["files Changed /bin: link, owner 0:0, to usr/bin → directory, mode 0755, owner 0:0"]);

    [Test]
    public void Packages_and_libraries_that_come_go_and_move_are_told()
    {
        var numpy = Files[2] with { Path = "/usr/lib/python3/site-packages/numpy-2.2.0.dist-info" };
        var moved = Files[1] with { Path = "/usr/lib/liba.so" };
        Words(Config, [Files[0] with { Elf = Files[0].Elf! with { Needed = ["liba.so", "libgone.so"] } }, moved, numpy, Files[3]])
            .Where(words => !words.StartsWith("files", StringComparison.Ordinal)).ShouldBe(
            [
                "packages Changed python:numpy: 2.1.0 → 2.2.0",
                "libraries Changed /usr/bin/tool: liba.so: /lib/liba.so → /usr/lib/liba.so",
                "libraries Added /usr/bin/tool: libgone.so:  → not found",
            ]);
    }

    [Test]
    public void A_saved_state_is_read_as_it_was_written()
    {
        var state = State(Config, [.. Files, new FileEntry("/ü \"\\\n", FileType.Special, 0, 1, 2, 0, Capabilities: [0])]);
        using var stream = new MemoryStream();
        BaselineFile.Write(stream, state);
        stream.Position = 0;
        var read = BaselineFile.Read(stream);
        StateComparison.Compare(state, read).ShouldBeEmpty();
        (read.Image, read.Digest).ShouldBe((state.Image, state.Digest));
        read.Files.Count.ShouldBe(state.Files.Count);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"schemaVersion":2}""")]
    public void Something_else_than_a_saved_state_is_refused_with_what_was_expected(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        Should.Throw<UsageException>(() => BaselineFile.Read(file)).Message.ShouldContain("Expected a file that harness inspect --save has written.");
        File.Delete(file);
    }

    private static List<string> Words(ImageConfig config, IEnumerable<FileEntry> files) =>
        [
            .. StateComparison.Compare(State(Config, Files), State(config, files))
                .Select(one => $"{one.Area} {one.Change} {one.Subject}: {one.Before} → {one.After}")
        ];

    private static ImageState State(ImageConfig config, IEnumerable<FileEntry> files) =>
        ImageState.Of("image", new ImageSnapshot("sha256:0", config, RootFileSystem.Of(files)));
}
