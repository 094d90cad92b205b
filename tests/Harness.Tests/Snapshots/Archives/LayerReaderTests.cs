using System.Globalization;
using System.Text;
using Harness.Snapshots;
using Harness.Snapshots.Archives;
using Harness.Tests.Snapshots.Elf;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Archives;

[Parallelizable(ParallelScope.All)]
public sealed class LayerReaderTests
{
    [Test]
    public void Metadata_of_every_kind_of_entry_arrives()
    {
        var entries = Layers.Read(new TarBuilder()
                .File("f", "12345", mode: 0b100_111_101_101, uid: 65532, gid: 100)
                .Directory("d/", mode: 0b001_111_111_111)
                .Link("l", "../target")
                .Fifo("p")
                .BuildGzip())
            .Changes.Cast<LayerChange.Add>().Select(change => change.Entry).ToList();
        entries[0].ShouldBe(new FileEntry("/f", FileType.File, 0b100_111_101_101, 65532, 100, 5)
        {
            Content = UInt128.Parse("5994471ABB01112AFCC18159F6CC74B4", NumberStyles.HexNumber, CultureInfo.InvariantCulture), // printf 12345 | sha256sum
        });
        entries[1].ShouldBe(new FileEntry("/d", FileType.Directory, 0b001_111_111_111, 0, 0, 0));
        entries[2].ShouldBe(new FileEntry("/l", FileType.Link, 0b111_111_111, 0, 0, 0, "../target"));
        entries[3].Type.ShouldBe(FileType.Special);
    }

    [Test]
    public void Long_names_and_names_beyond_ascii_arrive_whole()
    {
        var name = string.Concat(Enumerable.Repeat("Übergröße-世界/", 30)) + "datei";
        Layers.Only(new TarBuilder().File(name).Build()).Path.ShouldBe("/" + name);
        Layers.Only(new TarBuilder().Raw('L', "././@LongLink", Encoding.UTF8.GetBytes(name + "\0")).Raw('0', "cut", []).Build()).Path.ShouldBe("/" + name);
    }

    [Test]
    public void File_capabilities_arrive_byte_for_byte_although_they_are_no_text()
    {
        byte[] capabilities = [1, 0, 0, 2, 0x0A, 0x80, 0xFF, 0, 0x3D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var tar = new TarBuilder()
            .Raw('x', "pax", [.. TarBuilder.PaxRecord("uid", "70000"u8.ToArray()), .. TarBuilder.PaxRecord("SCHILY.xattr.security.capability", capabilities)])
            .Raw('0', "nsenter", [])
            .Raw('0', "other", []);
        var entries = Layers.Read(tar.Build()).Changes.Cast<LayerChange.Add>().Select(change => change.Entry).ToList();
        entries[0].Capabilities.ShouldBe(capabilities);
        entries[0].Uid.ShouldBe(70000);
        entries[1].Capabilities.ShouldBeNull();
    }

    [TestCase("#!/bin/sh -e\necho", "/bin/sh -e")]
    [TestCase("#! /usr/bin/env python3", "/usr/bin/env python3")]
    [TestCase("#!/bin/sh\r\necho", "/bin/sh\r")]
    [TestCase("echo", null)]
    [TestCase("#", null)]
    [TestCase("", null)]
    public void The_interpreter_line_of_a_script_is_kept(string content, string? expected) =>
        Layers.Only(new TarBuilder().File("x", content).Build()).Shebang.ShouldBe(expected);

    [Test]
    public void An_endless_interpreter_line_is_cut() =>
        Layers.Only(new TarBuilder().File("x", "#!" + new string('a', 100_000)).Build()).Shebang?.Length.ShouldBe(254);

    [TestCase("etc/passwd", true)]
    [TestCase("etc/group", true)]
    [TestCase("etc/ld.so.cache", false)]
    [TestCase("etc/shadow", false)]
    [TestCase("usr/etc/passwd", false)]
    public void Only_the_text_of_what_checks_read_is_kept(string name, bool kept) =>
        (Layers.Only(new TarBuilder().File(name, "text").Build()).Text == "text").ShouldBe(kept);

    [Test]
    public void A_large_passwd_is_not_kept() => Layers.Only(new TarBuilder().File("etc/passwd", new string('a', 65537)).Build()).Text.ShouldBeNull();

    [Test]
    public void A_layer_is_the_same_compressed_or_not_and_has_the_digest_of_its_plain_bytes()
    {
        var plain = new TarBuilder().File("a", new string('x', 70_000)).Directory("b/").Build();
        var read = Layers.Read(plain);
        read.DiffId.ShouldBe(ArchiveBuilder.DigestOf(plain));
        foreach (var compressed in (byte[][])[TarBuilder.Gzip(plain), TarBuilder.Zstandard(plain), InTwoFrames(plain)])
        {
            compressed.Length.ShouldNotBe(plain.Length);
            Layers.Read(compressed).DiffId.ShouldBe(read.DiffId);
            Layers.Read(compressed).Changes.ShouldBe(read.Changes);
        }
    }

    [Test]
    public void A_zstd_layer_that_is_damaged_is_refused()
    {
        var whole = TarBuilder.Zstandard(new TarBuilder().File("a", new string('x', 70_000)).Build());
        for (var length = 5; length < whole.Length; length++)
        {
            Should.Throw<InvalidDataException>(() => Layers.Read(whole[..length])).Message.ShouldContain("damaged");
        }

        // A reserved bit of the frame's descriptor.
        whole[4] |= 0x08;
        Should.Throw<InvalidDataException>(() => Layers.Read(whole)).Message.ShouldStartWith("it is damaged: ");
    }

    [Test]
    public void A_zstd_frame_that_asks_for_more_memory_than_a_reader_has_is_refused_with_what_to_do()
    {
        // Magic number, no content size, a window of 2^(10 + 18) bytes, and the last block, raw and empty.
        byte[] hungry = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 18 << 3, 0x01, 0x00, 0x00];
        Should.Throw<InvalidDataException>(() => Layers.Read(hungry)).Message
            .ShouldBe("it is compressed with zstd so that reading it takes more than 128 MiB of memory; build or push the image without --ultra or --long");
    }

    [Test]
    public void A_bomb_ends_when_it_has_unpacked_as_much_as_it_may()
    {
        var plain = new TarBuilder().File("a", new byte[4 << 20]).Build();
        foreach (var bomb in (byte[][])[TarBuilder.Gzip(plain), TarBuilder.Zstandard(plain)])
        {
            bomb.Length.ShouldBeLessThan(65536);
            using var stream = new MemoryStream(bomb);
            using var peek = new PeekStream(stream);
            Should.Throw<InvalidDataException>(() => new LayerReader(maxUnpacked: 1 << 20).Read(peek)).Message.ShouldContain("unpacked");
        }
    }

    [Test]
    public void A_layer_cut_at_any_point_is_refused()
    {
        var whole = new TarBuilder().File("a", new string('x', 700)).Directory("b/").Build();
        for (var length = 1; length < whole.Length - TarBuilder.EndMark; length += 97)
        {
            Should.Throw<Exception>(() => Layers.Read(whole[..length]))
                .ShouldSatisfyAllConditions(fault => (fault is InvalidDataException or EndOfStreamException).ShouldBeTrue());
        }
    }

    [Test]
    public void A_damaged_gzip_layer_is_refused()
    {
        var layer = new TarBuilder().File("a", new string('x', 70_000)).BuildGzip();
        Should.Throw<InvalidDataException>(() => Layers.Read(layer[..(layer.Length / 2)]));
    }

    [Test]
    public void A_header_that_claims_gigabytes_reserves_no_memory()
    {
        var layer = new TarBuilder().Raw('x', "pax", [], claimedSize: 7L << 30).Build();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<InvalidDataException>(() => Layers.Read(layer)).Message.ShouldContain("an extended header claims");
        var claimed = new TarBuilder().Raw('0', "etc/passwd", [], claimedSize: 7L << 30).Build();
        Should.Throw<InvalidDataException>(() => Layers.Read(claimed));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [TestCase("8 path=x")]
    [TestCase("99 path=x\n")]
    [TestCase("3 p\n")]
    [TestCase("-1 path=x\n")]
    [TestCase("path=x\n")]
    public void Malformed_extended_headers_are_refused(string records) =>
        Should.Throw<InvalidDataException>(() => Layers.Read(new TarBuilder().Raw('x', "pax", Encoding.ASCII.GetBytes(records)).Raw('0', "a", []).Build()))
            .Message.ShouldContain("extended header");

    [Test]
    public void Random_damage_never_does_more_than_refuse_the_layer()
    {
        var whole = new TarBuilder().File("usr/bin/x", ElfBuilder.Build("/lib/ld.so", ["a"])).Link("bin", "usr/bin").File("etc/passwd", "x").Build();
        var random = new Random(4711);
        for (var round = 0; round < 500; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = 0; i < 4; i++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Layers.Read(damaged);
            }
            catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
            {
            }
        }
    }

    /// <summary>As tools write them that compress in parts; between the two is a frame that readers skip.</summary>
    private static byte[] InTwoFrames(byte[] plain) =>
    [
        .. TarBuilder.Zstandard(plain[..1000]), 0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3, .. TarBuilder.Zstandard(plain[1000..]),
    ];
}
