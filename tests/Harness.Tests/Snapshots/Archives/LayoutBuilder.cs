using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Tests.Snapshots.Archives;

/// <summary>Makes OCI layouts, in a directory or as a tar archive.</summary>
internal sealed class LayoutBuilder
{
    private readonly JsonArray manifests = [];

    /// <summary>The blobs by digest; tests put further ones in, or others in their place.</summary>
    public Dictionary<string, byte[]> Blobs { get; } = [];

    /// <summary>Adds an image to the index.</summary>
    public LayoutBuilder Image(string? name, string platform, params IReadOnlyList<byte[]> layers)
    {
        manifests.Add((JsonNode)Descriptor(name, platform, layers));
        return this;
    }

    /// <summary>Adds an index of images that have one name, one for each platform, with the attestations that builders add.</summary>
    public LayoutBuilder Index(string? name, params IReadOnlyList<(string Platform, byte[] Layer)> images)
    {
        var nested = new JsonArray([.. images.Select(image => (JsonNode)Descriptor(null, image.Platform, [image.Layer]))]);
        var attestation = Descriptor(null, "unknown/unknown", [new TarBuilder().Build()]);
        attestation["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest" };
        nested.Add((JsonNode)attestation);
        manifests.Add((JsonNode)Named(Blob(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = nested }), name));
        return this;
    }

    /// <summary>Adds an entry of the index as it is.</summary>
    public LayoutBuilder Entry(JsonObject entry)
    {
        manifests.Add((JsonNode)entry);
        return this;
    }

    /// <summary>The digest of the only image's configuration.</summary>
    public string ConfigDigest => Blobs.Single(blob => blob.Value[0] == '{' && JsonNode.Parse(blob.Value)!["rootfs"] is not null).Key;

    public byte[] IndexBytes => JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = manifests.DeepClone() });

    public string Write(string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(directory, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllBytes(Path.Combine(directory, "index.json"), IndexBytes);
        foreach (var (digest, bytes) in Blobs)
        {
            File.WriteAllBytes(Path.Combine(directory, BlobName(digest)), bytes);
        }

        return directory;
    }

    public byte[] Tar(string prefix = "")
    {
        var tar = new TarBuilder().File($"{prefix}oci-layout", """{"imageLayoutVersion":"1.0.0"}""").File($"{prefix}index.json", IndexBytes);
        foreach (var (digest, bytes) in Blobs)
        {
            tar.File(prefix + BlobName(digest), bytes);
        }

        return tar.Build();
    }

    /// <summary>Puts a document or a layer among the blobs.</summary>
    public JsonObject Blob(JsonNode document) => Blob(JsonSerializer.SerializeToUtf8Bytes(document));

    private JsonObject Blob(byte[] bytes)
    {
        var digest = ArchiveBuilder.DigestOf(bytes);
        Blobs[digest] = bytes;
        return new JsonObject { ["digest"] = digest, ["size"] = bytes.Length };
    }

    private JsonObject Descriptor(string? name, string platform, IReadOnlyList<byte[]> layers)
    {
        var (os, architecture) = platform.Split('/') is [var first, var second, ..] ? (first, second) : (platform, "");
        var config = new JsonObject
        {
            ["os"] = os,
            ["architecture"] = architecture,
            ["config"] = new JsonObject { ["User"] = "65532:65532" },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Strings(layers.Select(DiffId)) },
        };
        if (platform.Split('/') is [_, _, var variant])
        {
            config["variant"] = variant;
        }

        return Named(
            Blob(new JsonObject
            {
                ["schemaVersion"] = 2,
                ["config"] = Blob(config),
                ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)Blob(layer))]),
            }),
            name);
    }

    private static JsonObject Named(JsonObject descriptor, string? name)
    {
        if (name is not null)
        {
            descriptor["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = name };
        }

        return descriptor;
    }

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string DiffId(byte[] layer) => ArchiveBuilder.DigestOf(ArchiveBuilder.Plain(layer));

    private static string BlobName(string digest) => "blobs/" + digest.Replace(':', '/');
}
