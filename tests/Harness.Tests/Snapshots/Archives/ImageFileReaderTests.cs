using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Platform.Processes;
using Harness.Snapshots;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Cache;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Archives;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ImageFileReaderTests : IDisposable
{
    private static readonly byte[] Lower = new TarBuilder().File("a", "1").File("b").HardLink("c", "b").Build();
    private static readonly byte[] Upper = new TarBuilder().File(".wh.a").Link("d", "../../../../etc/shadow").Build();

    private readonly string directory = Directory.CreateTempSubdirectory("image-files-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Test]
    public async Task One_image_is_the_same_from_an_archive_of_docker_save_a_layout_and_an_archive_of_it()
    {
        var docker = new ArchiveBuilder(Lower, Upper)
        {
            Config = new { os = "linux", architecture = "amd64", config = new { User = "65532:65532" } },
        };
        var layout = Layout(Lower, Upper);
        List<ImageSnapshot> read =
        [
            await ReadAsync($"docker-archive:{Write("classic.tar", docker.Classic())}"),
            await ReadAsync($"docker-archive:{Write("blobs.tar", docker.Blobs())}"),
            await ReadAsync(Write("plain.tar", docker.Blobs(layersFirst: false))),
            await ReadAsync($"docker-archive:{Write("blobs.tar.gz", TarBuilder.Gzip(docker.Blobs()))}"),
            await ReadAsync($"oci:{layout.Write(Path.Combine(directory, "layout"))}"),
            await ReadAsync($"oci-archive:{Write("layout.tar", layout.Tar())}"),
            await ReadAsync(Write("dot.tar", layout.Tar("./"))),
            await ReadAsync($"oci:{Layout(TarBuilder.Gzip(Lower), Upper).Write(Path.Combine(directory, "compressed"))}"),
            await ReadAsync($"oci:{Layout(TarBuilder.Zstandard(Lower), TarBuilder.Gzip(Upper)).Write(Path.Combine(directory, "zstd"))}"),
        ];

        foreach (var snapshot in read)
        {
            snapshot.Files.All.Select(entry => entry.Path).ShouldBe(["/", "/b", "/c", "/d"]);
            JsonSerializer.Serialize(snapshot.Files.All).ShouldBe(JsonSerializer.Serialize(read[0].Files.All));
            JsonSerializer.Serialize(snapshot.Config).ShouldBe(JsonSerializer.Serialize(read[0].Config));
            snapshot.Layers.ShouldBe(read[0].Layers);
        }
    }

    [Test]
    public async Task What_was_read_once_is_not_read_again_from_whatever_place()
    {
        var cache = new SnapshotCache(Path.Combine(this.directory, "cache"));
        var layout = Layout(Lower, Upper);
        await ReadAsync($"oci-archive:{Write("layout.tar", layout.Tar())}", cache: cache);

        var directory = layout.Write(Path.Combine(this.directory, "without-layers"));
        foreach (var blob in layout.Blobs.Where(blob => blob.Value[0] != '{'))
        {
            File.Delete(Path.Combine(directory, "blobs", "sha256", blob.Key[7..]));
        }

        (await ReadAsync($"oci:{directory}", cache: cache)).Files.Find("/b").ShouldNotBeNull();
        await Should.ThrowAsync<InfrastructureException>(() => ReadAsync($"oci:{directory}"));
    }

    [Test]
    public async Task Of_several_platforms_this_machines_is_read_or_the_one_that_is_asked_for()
    {
        var directory = new LayoutBuilder()
            .Index("app:1", ("linux/s390x", Lower), (ImagePlatform.OfThisMachine, Upper), ("linux/arm/v7", new TarBuilder().File("arm").Build()))
            .Write(this.directory);
        (await ReadAsync($"oci:{directory}")).Files.Find("/d").ShouldNotBeNull();
        (await ReadAsync($"oci:{directory}", "linux/s390x")).Files.Find("/a").ShouldNotBeNull();
        (await ReadAsync($"oci:{directory}:app:1", "linux/arm")).Files.Find("/arm").ShouldNotBeNull();
        (await Should.ThrowAsync<UsageException>(() => ReadAsync($"oci:{directory}", "linux/mips64"))).Message
            .ShouldContain("it has no image for linux/mips64; it has linux/");
    }

    [Test]
    public async Task Of_several_images_the_one_of_that_name_is_read_and_without_a_name_none()
    {
        var other = new TarBuilder().File("other").Build();
        var directory = new LayoutBuilder()
            .Image("one", ImagePlatform.OfThisMachine, Lower)
            .Image("two", ImagePlatform.OfThisMachine, other)
            .Write(this.directory);
        (await ReadAsync($"oci:{directory}:two")).Files.Find("/other").ShouldNotBeNull();
        (await Should.ThrowAsync<UsageException>(() => ReadAsync($"oci:{directory}"))).Message.ShouldContain("they are one, two. Put a colon");
        (await Should.ThrowAsync<UsageException>(() => ReadAsync($"oci:{directory}:three"))).Message
            .ShouldContain("there is no image 'three' there; there are one, two.");
    }

    [Test]
    public void A_place_where_nothing_lies_is_wrong_usage_and_a_reference_is_none()
    {
        Should.Throw<UsageException>(() => ImageLocation.Parse("docker-archive:absent.tar:x")).Message
            .ShouldStartWith("'docker-archive:absent.tar:x': there is no file 'absent.tar'. Expected docker-archive:FILE");
        Should.Throw<UsageException>(() => ImageLocation.Parse("oci:absent")).Message.ShouldContain("there is no directory 'absent'");
        ImageLocation.Parse("kcr-python:latest").ShouldBeNull();
        ImageLocation.Parse("kcr-python:absent.tar").ShouldBeNull();
        Should.Throw<UsageException>(() => ImageLocation.Parse("some/absent.tar")).Message.ShouldStartWith("'some/absent.tar': there is no such archive.");
        var file = Write("with:colon.tar", []);
        ImageLocation.Parse($"docker-archive:{file}:a:b").ShouldBe(new ImageLocation(ImageFormat.DockerArchive, file, "a:b"));
    }

    [Test]
    public async Task Damaged_documents_and_layers_are_refused_whatever_blob_it_is()
    {
        var good = Layout(TarBuilder.Gzip(Lower), Upper);
        foreach (var digest in good.Blobs.Keys.ToList())
        {
            var layout = Layout(TarBuilder.Gzip(Lower), Upper);
            layout.Blobs[digest] = [.. layout.Blobs[digest][..^1], (byte)' '];
            (await FaultAsync($"oci-archive:{Write("damaged.tar", layout.Tar())}")).ShouldContain("save it again");
            layout.Blobs.Remove(digest);
            await FaultAsync($"oci-archive:{Write("lacking.tar", layout.Tar())}");
        }
    }

    [TestCase("sha256:../../../../../../etc/passwd")]
    [TestCase("sha256:/etc/passwd")]
    [TestCase("../..:x")]
    [TestCase("sha512:00")]
    [TestCase("")]
    public async Task A_digest_that_is_none_opens_nothing(string digest)
    {
        var directory = new LayoutBuilder().Entry(new JsonObject { ["digest"] = digest }).Write(this.directory);
        (await FaultAsync($"oci:{directory}")).ShouldContain($"it names the digest '{digest}'");
    }

    [TestCase("index.json")]
    [TestCase("blobs")]
    [TestCase("blobs/sha256")]
    [TestCase("blob")]
    public async Task A_symbolic_link_in_a_layout_is_not_followed(string linked)
    {
        var layout = Layout(Lower);
        var directory = layout.Write(Path.Combine(this.directory, "layout"));
        var path = Path.Combine(directory, linked == "blob" ? $"blobs/sha256/{layout.ConfigDigest[7..]}" : linked);
        var elsewhere = Path.Combine(this.directory, "elsewhere");
        Directory.Move(path, elsewhere);
        File.CreateSymbolicLink(path, elsewhere);
        (await FaultAsync($"oci:{directory}")).ShouldContain("symbolic link");
    }

    [Test]
    public async Task A_pipe_in_a_layout_or_as_an_archive_is_not_waited_for()
    {
        var directory = Layout(Lower).Write(Path.Combine(this.directory, "layout"));
        var index = Path.Combine(directory, "index.json");
        File.Delete(index);
        (await new ProcessRunner().RunAsync(new ProcessCommand("mkfifo", index))).Succeeded.ShouldBeTrue();

        (await FaultAsync($"oci:{directory}")).ShouldContain("no regular file");
        (await FaultAsync($"docker-archive:{index}")).ShouldContain("no regular file");
    }

    [Test]
    public async Task Indexes_that_name_one_another_very_often_come_to_an_end()
    {
        var layout = new LayoutBuilder();
        var next = layout.Blob(new JsonObject { ["manifests"] = new JsonArray() });
        for (var depth = 0; depth < 4; depth++)
        {
            next = layout.Blob(new JsonObject { ["manifests"] = new JsonArray([.. Enumerable.Repeat(0, 900).Select(_ => next.DeepClone())]) });
        }

        (await FaultAsync($"oci:{layout.Entry(next).Write(directory)}")).ShouldContain("more than 1000 images");
    }

    [Test]
    public async Task An_archive_cut_at_any_point_is_refused()
    {
        var whole = Layout(TarBuilder.Gzip(Lower), Upper).Tar();
        for (var length = 1; length < whole.Length - TarBuilder.EndMark; length += 509)
        {
            await FaultAsync($"oci-archive:{Write("cut.tar", whole[..length])}");
        }
    }

    [Test]
    public async Task Something_else_than_an_image_is_refused_with_what_was_expected()
    {
        (await FaultAsync($"docker-archive:{Write("x", new byte[2000])}")).ShouldContain("Expected an archive as docker save writes it");
        (await FaultAsync($"oci:{directory}")).ShouldContain("it has no index.json. Expected a directory with an OCI layout");
        (await FaultAsync($"oci-archive:{Write("y", "text, and no archive at all"u8.ToArray())}")).ShouldContain("Expected a tar archive of an OCI layout");
    }

    private static LayoutBuilder Layout(params IReadOnlyList<byte[]> layers) => new LayoutBuilder().Image("latest", "linux/amd64", layers);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private async Task<string> FaultAsync(string location) => (await Should.ThrowAsync<InfrastructureException>(() => ReadAsync(location))).Message;

    private async Task<ImageSnapshot> ReadAsync(string location, string? platform = null, SnapshotCache? cache = null) =>
        (await new ImageFileReader(cache ?? new SnapshotCache(Path.Combine(directory, Guid.NewGuid().ToString("n"))))
            .ReadAsync(ImageLocation.Parse(location)!, platform, attestations: false, default)).Snapshot;
}
