using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Harness.Snapshots.Archives;

namespace Harness.Tests.Snapshots.Archives;

/// <summary>Makes archives as docker save does, in both layouts and in any order of the members.</summary>
internal sealed class ArchiveBuilder(params IReadOnlyList<byte[]> layers)
{
    public object Config { get; init; } = new
    {
        architecture = "amd64",
        os = "linux",
        config = new
        {
            User = "65532:65532",
            WorkingDir = "/mnt/data",
            Entrypoint = new[] { "/usr/bin/env", "-i", "PATH=/usr/bin" },
            Cmd = new[] { "sleep", "infinity" },
            Env = new[] { "A=b" },
            Labels = new Dictionary<string, string> { ["title"] = "Grüße" },
        },
        history = new[] { new { created_by = "COPY . ." } },
    };

    /// <summary>The image id: the digest of the configuration.</summary>
    public string Digest => DigestOf(ConfigBytes);

    /// <summary>What the configuration says of the layers; null for the truth.</summary>
    public IReadOnlyList<string>? DiffIds { get; init; }

    private byte[] ConfigBytes
    {
        get
        {
            var config = JsonSerializer.SerializeToNode(Config)!.AsObject();
            config["rootfs"] = JsonSerializer.SerializeToNode(new { type = "layers", diff_ids = DiffIds ?? layers.Select(layer => DigestOf(Plain(layer))) });
            return JsonSerializer.SerializeToUtf8Bytes(config);
        }
    }

    /// <summary>The layout of engines since 25: everything is a blob.</summary>
    public byte[] Blobs(bool layersFirst = true)
    {
        var manifest = Manifest(BlobName(Digest), layers.Select(layer => BlobName(DigestOf(layer))));
        var tar = new TarBuilder();
        if (!layersFirst)
        {
            tar.File("manifest.json", manifest).File(BlobName(Digest), ConfigBytes);
        }

        foreach (var layer in layers.DistinctBy(DigestOf))
        {
            tar.File(BlobName(DigestOf(layer)), layer);
        }

        if (layersFirst)
        {
            tar.File(BlobName(Digest), ConfigBytes).File("oci-layout", """{"imageLayoutVersion":"1.0.0"}""").File("manifest.json", manifest);
        }

        return tar.Build();
    }

    /// <summary>The layout of older engines: a directory for each layer, and links to layers that are there already.</summary>
    public byte[] Classic()
    {
        var tar = new TarBuilder();
        var names = new List<string>();
        var stored = new Dictionary<string, string>();
        for (var i = 0; i < layers.Count; i++)
        {
            var name = $"layer{i}/layer.tar";
            names.Add(name);
            tar.Directory($"layer{i}/").File($"layer{i}/VERSION", "1.0");
            if (stored.TryGetValue(DigestOf(layers[i]), out var first))
            {
                tar.Link(name, $"../{first}");
            }
            else
            {
                stored[DigestOf(layers[i])] = name;
                tar.File(name, layers[i]);
            }
        }

        var config = $"{Digest["sha256:".Length..]}.json";
        return tar.File(config, ConfigBytes).File("manifest.json", Manifest(config, names)).File("repositories", "{}").Build();
    }

    /// <summary>The OCI layout as engines with containerd's store write it, where the image id is the index's digest.</summary>
    public (string Digest, byte[] Archive) Oci()
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            config = new { digest = Digest },
            layers = layers.Select(layer => new { digest = DigestOf(layer) }),
        });
        var index = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            manifests = new[] { new { digest = "sha256:absent" }, new { digest = DigestOf(manifest) } },
        });
        var tar = new TarBuilder().File(BlobName(DigestOf(index)), index).File(BlobName(DigestOf(manifest)), manifest).File(BlobName(Digest), ConfigBytes);
        foreach (var layer in layers)
        {
            tar.File(BlobName(DigestOf(layer)), layer);
        }

        return (DigestOf(index), tar.Build());
    }

    public static byte[] Plain(byte[] layer)
    {
        using var bytes = new MemoryStream();
        try
        {
            using var plain = Decompression.Open(layer, new MemoryStream(layer));
            plain.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (InvalidDataException)
        {
            // A layer that is damaged on purpose.
            return layer;
        }
    }

    public static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string BlobName(string digest) => "blobs/" + digest.Replace(':', '/');

    private static byte[] Manifest(string config, IEnumerable<string> names) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new[] { new { Config = config, RepoTags = Array.Empty<string>(), Layers = names } }));
}
