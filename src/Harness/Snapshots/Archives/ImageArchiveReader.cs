using System.Security.Cryptography;
using System.Text.Json;

namespace Harness.Snapshots.Archives;

/// <summary>
/// Reads one image from an archive in the format of <c>docker save</c>, in one pass and in any order of its members:
/// the layout with <c>manifest.json</c>, with layers as <c>ID/layer.tar</c> or as blobs, and the OCI layout. Documents are
/// told from layers by their first bytes; what a document is follows from its digest and from who refers to it.
/// </summary>
internal sealed class ImageArchiveReader
{
    private const int MaxDocuments = 32 << 20;

    private readonly Dictionary<string, byte[]> documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Layer> layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);
    private readonly LayerReader layerReader = new();
    private int documentBytes;

    /// <summary>Reads the image of that id.</summary>
    /// <param name="stream">The archive at its start; not disposed.</param>
    /// <param name="digest">The image id: the digest of its configuration, of its manifest or of its index.</param>
    /// <exception cref="InvalidDataException">The archive is damaged or does not hold the image.</exception>
    public static ImageSnapshot Read(Stream stream, string digest)
    {
        var reader = new ImageArchiveReader();
        try
        {
            reader.ReadMembers(stream);
            var (config, layers) = reader.Image(digest);
            var read = layers.ToList();
            return ImageAssembly.Of(digest, config, read);
        }
        catch (Exception fault) when (fault is JsonException or EndOfStreamException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private void ReadMembers(Stream stream)
    {
        using var archive = new TarArchive(stream);
        while (archive.Next() is { } member)
        {
            if (member.Kind == '2')
            {
                // Older engines store a layer that two images share once, and link to it.
                links[member.Name] = member.LinkName;
            }
            else if (member.Kind == '0')
            {
                using var content = new PeekStream(archive);
                if (LayerReader.IsLayer(content.Head))
                {
                    layers[member.Name] = layerReader.Read(content);
                }
                else if (content.Head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && member.Size <= MaxDocuments - documentBytes)
                {
                    // What is too large for metadata, such as a bill of materials, is passed over; nothing needed is.
                    var document = new byte[member.Size];
                    content.ReadExactly(document);
                    documents[member.Name] = document;
                    documentBytes += document.Length;
                }
            }
        }
    }

    private (JsonElement Config, IEnumerable<Layer> Layers) Image(string digest)
    {
        var (name, bytes) = documents.FirstOrDefault(document => digest == Digest(document.Value));
        if (name is null)
        {
            throw new InvalidDataException($"it holds no document whose digest is {digest}");
        }

        var document = JsonDocument.Parse(bytes).RootElement;
        if (document.TryGetProperty("manifests", out var manifests))
        {
            document = Platform(manifests);
        }

        if (document.TryGetProperty("layers", out var blobs))
        {
            var config = JsonDocument.Parse(Blob(documents, Text(document.GetProperty("config"), "digest"))).RootElement;
            return (config, blobs.EnumerateArray().Select(blob => Blob(layers, Text(blob, "digest"))));
        }

        return (document, LayersOf(name));
    }

    /// <summary>The manifest of an index whose image is in the archive: an engine saves one platform.</summary>
    private JsonElement Platform(JsonElement manifests)
    {
        foreach (var manifest in manifests.EnumerateArray())
        {
            var isAttestation = manifest.TryGetProperty("annotations", out var annotations)
                && annotations.TryGetProperty("vnd.docker.reference.type", out _);
            if (!isAttestation && documents.TryGetValue(BlobName(Text(manifest, "digest")), out var bytes))
            {
                return JsonDocument.Parse(bytes).RootElement;
            }
        }

        throw new InvalidDataException("it holds an index but none of the manifests in it");
    }

    /// <summary>The layers that <c>manifest.json</c> names for a configuration.</summary>
    private IEnumerable<Layer> LayersOf(string config)
    {
        if (!documents.TryGetValue("manifest.json", out var manifest))
        {
            throw new InvalidDataException("it has no manifest.json");
        }

        foreach (var image in JsonDocument.Parse(manifest).RootElement.EnumerateArray())
        {
            if (Text(image, "Config") == config)
            {
                return image.GetProperty("Layers").EnumerateArray().Select(layer => Named(layers, layer.GetString() ?? string.Empty));
            }
        }

        throw new InvalidDataException($"its manifest.json does not speak of {config}");
    }

    private T Blob<T>(Dictionary<string, T> among, string digest) => Named(among, BlobName(digest));

    private T Named<T>(Dictionary<string, T> among, string name)
    {
        var stored = links.TryGetValue(name, out var target) ? LinkedName(name, target) : name;
        return among.TryGetValue(stored, out var found) ? found : throw new InvalidDataException($"it has no {name}, or that is not what it should be");
    }

    private static string LinkedName(string link, string target) => ArchivePath.Normalise($"{link}/../{target}")[1..];

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? string.Empty;

    private static string BlobName(string digest) => "blobs/" + digest.Replace(':', '/');

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
