using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Attestations;

namespace Harness.Snapshots;

/// <summary>
/// Finds the images of an archive or layout by its documents: <c>manifest.json</c>, or <c>index.json</c> with the indexes
/// and manifests that it leads to. Each document but the first is held to the digest that leads to it.
/// </summary>
/// <param name="files">The archive or layout.</param>
internal sealed partial class ImageSearch(IImageFiles files)
{
    private const string DockerManifest = "manifest.json";
    private const string OciIndex = "index.json";
    private const int MaxDepth = 4;
    private const int MaxImages = 1000;

    // One document can be named a thousand times, and is kept once.
    private readonly Dictionary<string, (string Digest, JsonElement Root)> documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<LayerFile>> layers = new(StringComparer.Ordinal);
    private readonly List<JsonElement> besides = [];
    private int entries;

    [GeneratedRegex("^sha256:[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex DigestForm { get; }

    /// <summary>All images.</summary>
    /// <exception cref="InvalidDataException">The documents are damaged, or there are none.</exception>
    /// <exception cref="JsonException">A document is no JSON.</exception>
    public IReadOnlyList<FoundImage> Find(ImageFormat format)
    {
        var manifest = format is ImageFormat.Archive or ImageFormat.DockerArchive ? files.Document(DockerManifest) : null;
        var index = format == ImageFormat.DockerArchive ? null : files.Document(OciIndex);
        var found = manifest is not null ? OfDocker(manifest).ToList()
            : index is not null ? OfIndex(Parse(index), names: [], depth: 0).ToList()
            : throw new InvalidDataException($"it has no {(format is ImageFormat.OciArchive or ImageFormat.OciDirectory ? OciIndex : DockerManifest)}");
        return found.Count > 0 ? found : throw new InvalidDataException("there is no image in it");
    }

    /// <summary>The attestations of an image that was found, as far as they lie there.</summary>
    /// <exception cref="InvalidDataException">A document is damaged.</exception>
    public IReadOnlyList<Attestation> Attestations(FoundImage image)
    {
        var found = new List<Attestation>();
        foreach (var entry in besides.Where(entry => image.ManifestDigest is { } manifest && RemoteAttestations.IsAbout(entry, manifest)))
        {
            var digest = Text(entry, "digest");
            var document = Document(BlobName(digest), digest)?.Root;
            var layers = document?.TryGetProperty("layers", out var list) == true ? list.EnumerateArray() : default;
            foreach (var layer in layers.Where(RemoteAttestations.IsStatement))
            {
                var name = Text(layer, "digest");
                if (Document(BlobName(name), name) is var (_, statement) && Statement.Read(statement, AttestationPlace.Index) is { } attestation)
                {
                    found.Add(attestation);
                }
            }
        }

        return found;
    }

    private IEnumerable<FoundImage> OfDocker(byte[] manifest)
    {
        foreach (var image in Elements(Parse(manifest)))
        {
            var name = ArchivePath.Normalise(Text(image, "Config"))[1..];
            var config = Document(name, expected: null) ?? throw new InvalidDataException($"it has no {name}, which its {DockerManifest} names");
            var layers = image.GetProperty("Layers").EnumerateArray()
                .Select(layer => new LayerFile(ArchivePath.Normalise(layer.GetString() ?? string.Empty)[1..], Digest: null));
            yield return new FoundImage(config.Digest, config.Root, [.. layers], Strings(image, "RepoTags"));
        }
    }

    private IEnumerable<FoundImage> OfIndex(JsonElement index, IReadOnlyList<string> names, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("its indexes lead to further indexes without end");
        }

        foreach (var entry in Elements(index.GetProperty("manifests")))
        {
            var annotations = entry.TryGetProperty("annotations", out var some) && some.ValueKind == JsonValueKind.Object ? some : default;
            if (IsNoImage(entry, annotations))
            {
                besides.Add(entry);
                continue;
            }

            var all = names.Concat(Names(annotations)).Distinct().ToList();
            var digest = Text(entry, "digest");
            if (Document(BlobName(digest), digest) is not (_, var document))
            {
                // A layout may hold a part of the platforms of its index.
                continue;
            }

            foreach (var image in document.TryGetProperty("manifests", out _) ? OfIndex(document, all, depth + 1) : OfManifest(digest, document, all))
            {
                yield return image;
            }
        }
    }

    private IEnumerable<FoundImage> OfManifest(string manifestDigest, JsonElement manifest, IReadOnlyList<string> names)
    {
        var digest = Text(manifest.GetProperty("config"), "digest");
        var name = BlobName(digest);
        var config = Document(name, digest) ?? throw new InvalidDataException($"it has no {name}, the configuration that a manifest names");
        if (config.Root.TryGetProperty("rootfs", out _))
        {
            if (!this.layers.TryGetValue(manifestDigest, out var layers))
            {
                this.layers[manifestDigest] = layers =
                    [.. manifest.GetProperty("layers").EnumerateArray()
                        .Select(layer => Text(layer, "digest"))
                        .Select(layer => new LayerFile(BlobName(layer), layer))];
            }

            yield return new FoundImage(digest, config.Root, layers, names) { ManifestDigest = manifestDigest };
        }
    }

    /// <summary>Attestations and signatures lie beside the images that they are about.</summary>
    private static bool IsNoImage(JsonElement entry, JsonElement annotations) =>
        (annotations.ValueKind == JsonValueKind.Object && annotations.TryGetProperty("vnd.docker.reference.type", out _))
        || entry.TryGetProperty("artifactType", out _);

    private static IEnumerable<string> Names(JsonElement annotations)
    {
        foreach (var key in (string[])["io.containerd.image.name", "org.opencontainers.image.ref.name"])
        {
            if (annotations.ValueKind == JsonValueKind.Object && annotations.TryGetProperty(key, out var name) && name.GetString() is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    private JsonElement.ArrayEnumerator Elements(JsonElement array)
    {
        // Counted over all indexes: a few that name each other many times would otherwise name very many.
        entries += array.GetArrayLength();
        return entries <= MaxImages ? array.EnumerateArray() : throw new InvalidDataException($"it names more than {MaxImages} images");
    }

    private static IReadOnlyList<string> Strings(JsonElement element, string property) =>
        element.TryGetProperty(property, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString()).OfType<string>()]
            : [];

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? string.Empty;

    /// <summary>The only names that are ever made of digests: no digest leads out of the layout.</summary>
    private static string BlobName(string digest) => DigestForm.IsMatch(digest)
        ? $"blobs/sha256/{digest["sha256:".Length..]}"
        : throw new InvalidDataException($"it names the digest '{digest}'; expected sha256: and 64 hexadecimal digits");

    /// <summary>A document and its digest, which must be the one expected if there is one; null when it is not there.</summary>
    private (string Digest, JsonElement Root)? Document(string name, string? expected)
    {
        if (documents.TryGetValue(name, out var known))
        {
            return Expected(known.Digest) ? known : throw Damaged(known.Digest);
        }

        if (files.Document(name) is not { } bytes)
        {
            return null;
        }

        var digest = Digest(bytes);
        return documents[name] = Expected(digest) ? (digest, Parse(bytes)) : throw Damaged(digest);

        bool Expected(string seen) => expected is null || seen == expected;

        InvalidDataException Damaged(string seen) => new($"{name} has the digest {seen}: it is damaged");
    }

    private static JsonElement Parse(byte[] bytes) => JsonDocument.Parse(bytes).RootElement;

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
