using System.Text;
using System.Text.Json;
using Harness.Tests.Snapshots.Archives;
using Harness.Tests.Snapshots.Elf;

namespace Harness.Tests.Fuzzing;

/// <summary>Layers, archives and layouts that are damaged where it hurts: under checksums and digests that fit.</summary>
internal static class HostileImages
{
    private const int Block = 512;

    private static readonly string[] Names =
    [
        "a", "b", "usr/bin", "usr/bin/tool", "bin", "lib/ld.so", "etc/passwd", "etc/ld.so.conf", "etc/ld.so.conf.d/x.conf", "etc/ld.so.cache",
        "var/lib/dpkg/status", "../../../etc/shadow", "/etc/shadow", "//x", "./a/../../b", "..", ".", "/", "", "a/", "a//b/./c", ".wh.a", "usr/.wh.bin",
        "usr/.wh..wh..opq", ".wh.", ".wh...", ".wh..", "a/.wh..wh..opq/b", "ü/世界", "\ud800", "x\ny", "a\0b", new string('n', 300),
        string.Concat(Enumerable.Repeat("d/", 900)),
    ];

    private static readonly string[] JsonTokens =
    [
        "null", "{}", "[]", "\"\"", "-1", "1e999", "true", ",", "}", "]", "\"digest\":\"sha256:../../../../etc/passwd\"", "\"manifests\":[{}],",
        "\"layers\":null,",
        "\"rootfs\":null,", "\"config\":[],", "\"history\":{},", "\\ud800", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\0",
    ];

    /// <summary>A layer, plain or compressed.</summary>
    public static byte[] Layer(Random random)
    {
        var plain = random.Next(3) == 0 ? Mutation.Of(random, Tar(random)) : Repaired(Mutation.Of(random, Tar(random), Names[..16]), random);
        return random.Next(8) switch
        {
            0 => TarBuilder.Gzip(plain),
            1 => Mutation.Of(random, TarBuilder.Gzip(plain)),
            2 => TarBuilder.Zstandard(plain),
            3 => Mutation.Of(random, TarBuilder.Zstandard(plain)),
            _ => plain,
        };
    }

    /// <summary>An archive of docker save, in one of its layouts.</summary>
    public static (string Digest, byte[] Archive) DockerArchive(Random random)
    {
        var image = new ArchiveBuilder(Tar(random), Tar(random));
        var (digest, archive) = random.Next(3) switch
        {
            0 => (image.Digest, image.Classic()),
            1 => (image.Digest, image.Blobs(random.Next(2) == 0)),
            _ => image.Oci(),
        };
        return (digest, Repaired(Mutation.Of(random, archive, JsonTokens), random));
    }

    /// <summary>An archive of an OCI layout whose digests fit, whatever is in its documents.</summary>
    public static byte[] Layout(Random random)
    {
        var layer = random.Next(2) == 0 ? Layer(random) : Tar(random);
        var config = Document(random, new
        {
            os = "linux",
            architecture = "amd64",
            config = new { Entrypoint = new[] { "/usr/bin/env", "-i" }, Env = new[] { "A=b" }, Labels = new Dictionary<string, string> { ["a"] = "b" } },
            rootfs = new { type = "layers", diff_ids = new[] { ArchiveBuilder.DigestOf(layer) } },
            history = new[] { new { created_by = "x", empty_layer = false } },
        });
        var manifest = Document(random, new { schemaVersion = 2, config = Descriptor(config), layers = new[] { Descriptor(layer) } });
        var inner = Document(random, new { schemaVersion = 2, manifests = new[] { Descriptor(manifest), Descriptor(manifest) } });
        var index = Document(random, new { schemaVersion = 2, manifests = new[] { Descriptor(random.Next(2) == 0 ? inner : manifest) } });
        var tar = new TarBuilder();
        if (random.Next(4) == 0)
        {
            tar.File(
                "manifest.json",
                Document(random, new[] { new { Config = BlobName(config), RepoTags = new[] { "a:b" }, Layers = new[] { BlobName(layer) } } }));
        }

        tar.File("index.json", index);
        foreach (var blob in (byte[][])[inner, manifest, config, layer])
        {
            tar.File(BlobName(blob), blob);
        }

        return random.Next(4) == 0 ? Repaired(Mutation.Of(random, tar.Build(), Names[..16]), random) : tar.Build();
    }

    private static byte[] Document(Random random, object document)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document);
        return random.Next(2) == 0 ? bytes : Mutation.Of(random, bytes, JsonTokens);
    }

    private static object Descriptor(byte[] blob) => new { digest = ArchiveBuilder.DigestOf(blob), size = blob.Length };

    private static string BlobName(byte[] blob) => "blobs/" + ArchiveBuilder.DigestOf(blob).Replace(':', '/');

    /// <summary>An archive of entries that no good builder makes, in an order that none has.</summary>
    private static byte[] Tar(Random random)
    {
        var tar = new TarBuilder();
        for (var left = random.Next(1, 12); left > 0; left--)
        {
            var name = Names[random.Next(Names.Length)];
            var target = Names[random.Next(Names.Length)];
            _ = random.Next(9) switch
            {
                0 => tar.Raw('5', Short(name), []),
                1 => Linked('2', name, target),
                2 => Linked('1', name, target),
                3 => tar.Raw(
                    '0',
                    Short(name),
                    ElfBuilder.Build("/lib/ld.so", ["liba.so", target], "$ORIGIN/..:" + target, random.Next(2) == 0 ? target : null)),
                4 => tar.Raw('0', Short(name), Encoding.UTF8.GetBytes($"#! {target}\n")),
                5 => tar.Raw('0', Short(name), Encoding.UTF8.GetBytes(
                    $"include {target}\ninclude /etc/ld.so.conf.d/*\n{target}\nPackage: a\nStatus: install ok installed\nVersion: 1\n\n")),
                6 => tar.Raw('x', "pax", TarBuilder.PaxRecord("path", Encoding.UTF8.GetBytes(name))).Raw('0', "y", []),
                7 => tar.Raw('x', "pax", TarBuilder.PaxRecord("SCHILY.xattr.security.capability", [1, 0, 0, 2, 255])).Raw('0', Short(name), []),
                _ => tar.Raw("3467LK"[random.Next(6)], Short(name), Encoding.UTF8.GetBytes(target)),
            };
        }

        return tar.Build();

        TarBuilder Linked(char kind, string name, string target) => tar
            .Raw(
                'x',
                "pax",
                [.. TarBuilder.PaxRecord("linkpath", Encoding.UTF8.GetBytes(target)), .. TarBuilder.PaxRecord("path", Encoding.UTF8.GetBytes(name))])
            .Raw(kind, "z", []);
    }

    private static string Short(string name) => name[..Math.Min(name.Length, 30)];

    /// <summary>Makes the headers' checksums right again, so that what is damaged is believed.</summary>
    private static byte[] Repaired(byte[] tar, Random random)
    {
        var repaired = (byte[])tar.Clone();
        for (var at = 0; at + Block <= repaired.Length; at += Block)
        {
            var header = repaired.AsSpan(at, Block);
            if (header.Slice(257, 5).SequenceEqual("ustar"u8) && random.Next(50) != 0)
            {
                header.Slice(148, 8).Fill((byte)' ');
                var sum = 0;
                foreach (var part in header)
                {
                    sum += part;
                }

                Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
            }
        }

        return repaired;
    }
}
