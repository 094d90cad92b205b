using Harness.Snapshots;
using Harness.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Archives;

[Parallelizable(ParallelScope.All)]
public sealed class ImageArchiveReaderTests
{
    private static readonly byte[] Lower = new TarBuilder().File("a").File("b").Build();
    private static readonly byte[] Upper = new TarBuilder().File(".wh.a").File("c").Build();
    private static readonly byte[] Empty = new TarBuilder().Build();

    [Test]
    public void Blobs_are_read_whatever_comes_first([Values] bool layersFirst)
    {
        var archive = new ArchiveBuilder(Lower, Upper);
        Paths(Read(archive.Blobs(layersFirst), archive.Digest)).ShouldBe(["/", "/b", "/c"]);
    }

    [Test]
    public void The_classic_layout_is_read_with_links_to_layers_that_come_twice()
    {
        var archive = new ArchiveBuilder(Lower, Upper, Lower);
        Paths(Read(archive.Classic(), archive.Digest)).ShouldBe(["/", "/a", "/b", "/c"]);
    }

    [Test]
    public void An_index_leads_to_the_manifest_that_the_archive_holds()
    {
        var (digest, bytes) = new ArchiveBuilder(Lower, Upper).Oci();
        Paths(Read(bytes, digest)).ShouldBe(["/", "/b", "/c"]);
    }

    [Test]
    public void Compressed_and_empty_layers_are_read()
    {
        var archive = new ArchiveBuilder(new TarBuilder().File("x").BuildGzip(), Empty);
        Paths(Read(archive.Blobs(), archive.Digest)).ShouldBe(["/", "/x"]);
    }

    [Test]
    public void The_configuration_arrives()
    {
        var archive = new ArchiveBuilder(Lower);
        var config = Read(archive.Blobs(), archive.Digest).Config;
        (config.Architecture, config.Os, config.User, config.WorkingDirectory).ShouldBe(("amd64", "linux", "65532:65532", "/mnt/data"));
        config.Entrypoint.ShouldBe(["/usr/bin/env", "-i", "PATH=/usr/bin"]);
        config.Command.ShouldBe(["sleep", "infinity"]);
        config.Environment.ShouldBe(["A=b"]);
        config.Labels["title"].ShouldBe("Grüße");
        config.History.ShouldBe([new HistoryStep("COPY . .", IsEmpty: false)]);
    }

    [Test]
    public void Each_layer_is_counted_without_what_it_takes_away()
    {
        var archive = new ArchiveBuilder(Lower, Upper);
        Read(archive.Blobs(), archive.Digest).Layers.Select(layer => layer.Files).ShouldBe([2, 1]);
    }

    [Test]
    public void What_a_configuration_leaves_out_is_empty()
    {
        var archive = new ArchiveBuilder(Lower) { Config = new { architecture = "amd64", config = new { Entrypoint = (string[]?)null } } };
        var config = Read(archive.Blobs(), archive.Digest).Config;
        config.Entrypoint.ShouldBeEmpty();
        config.User.ShouldBeEmpty();
        config.Labels.ShouldBeEmpty();
    }

    [Test]
    public void A_configuration_of_the_wrong_type_is_refused()
    {
        var archive = new ArchiveBuilder(Lower) { Config = new { config = new { Entrypoint = "sh -c x" } } };
        Should.Throw<InvalidDataException>(() => Read(archive.Blobs(), archive.Digest));
    }

    [Test]
    public void Layers_that_are_not_those_of_the_configuration_are_refused()
    {
        var archive = new ArchiveBuilder(Lower, Upper) { DiffIds = [ArchiveBuilder.DigestOf(Lower), ArchiveBuilder.DigestOf(Lower)] };
        Should.Throw<InvalidDataException>(() => Read(archive.Blobs(), archive.Digest)).Message.ShouldStartWith("layer 2 of 2 has the digest");
        archive = new ArchiveBuilder(Lower, Upper) { DiffIds = [ArchiveBuilder.DigestOf(Lower)] };
        Should.Throw<InvalidDataException>(() => Read(archive.Blobs(), archive.Digest)).Message.ShouldBe("its configuration names 1 layers, and it has 2");
    }

    [Test]
    public void Another_image_than_the_one_asked_for_is_refused() =>
        Should.Throw<InvalidDataException>(() => Read(new ArchiveBuilder(Lower).Blobs(), "sha256:other"))
            .Message.ShouldBe("it holds no document whose digest is sha256:other");

    [Test]
    public void An_archive_cut_at_any_point_is_refused()
    {
        var archive = new ArchiveBuilder(Lower, Upper);
        var whole = archive.Blobs(layersFirst: false);
        for (var length = 0; length < whole.Length - TarBuilder.EndMark; length += 101)
        {
            Should.Throw<InvalidDataException>(() => Read(whole[..length], archive.Digest));
        }
    }

    [Test]
    public void Something_else_than_an_archive_is_refused() =>
        Should.Throw<InvalidDataException>(() => Read(new byte[4096].Select((_, i) => (byte)i).ToArray(), "sha256:x"))
            .Message.ShouldBe("a header's checksum is wrong");

    private static ImageSnapshot Read(byte[] archive, string digest)
    {
        using var stream = new MemoryStream(archive);
        return ImageArchiveReader.Read(stream, digest);
    }

    private static IEnumerable<string> Paths(ImageSnapshot snapshot) => snapshot.Files.All.Select(entry => entry.Path);
}
