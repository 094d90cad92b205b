using System.Text.Json;
using Harness.Platform.Registries;

namespace Harness.Snapshots.Attestations;

/// <summary>Finds the attestations of images in a registry, in all places where they are put.</summary>
/// <param name="registry">The registry.</param>
internal sealed class RemoteAttestations(RegistryClient registry)
{
    // Hostile registries could name very many.
    private const int Most = 50;

    private const string ReferenceType = "vnd.docker.reference.type";
    private const string ReferenceDigest = "vnd.docker.reference.digest";
    private const string AttestationManifest = "attestation-manifest";

    /// <summary>The attestations of an image; null where the registry does not have it.</summary>
    /// <param name="repository">Its repository without the host.</param>
    /// <param name="tagOrDigest">Its tag, or a digest.</param>
    /// <param name="platform">Which one of an index, for example linux/amd64.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="RegistryException">The registry does not answer, or has the image for other platforms alone.</exception>
    public async Task<IReadOnlyList<Attestation>?> FindAsync(string repository, string tagOrDigest, string platform, CancellationToken cancellation)
    {
        if (await registry.FindAsync(repository, tagOrDigest, platform, cancellation) is not { } image)
        {
            return null;
        }

        var found = new List<Attestation>();
        if (image.Digest != image.ManifestDigest && await registry.ManifestAsync(repository, image.Digest, cancellation) is { } index)
        {
            foreach (var entry in Entries(index.Root).Where(entry => IsAbout(entry, image.ManifestDigest)))
            {
                await AddAsync(repository, Text(entry, "digest"), AttestationPlace.Index, found, cancellation);
            }
        }

        foreach (var digest in new[] { image.Digest, image.ManifestDigest }.Distinct())
        {
            if (await registry.ReferrersAsync(repository, digest, cancellation) is { } referrers)
            {
                foreach (var entry in Entries(referrers))
                {
                    await AddAsync(repository, Text(entry, "digest"), AttestationPlace.Referrers, found, cancellation);
                }
            }

            await AddAsync(repository, $"{digest.Replace(':', '-')}.att", AttestationPlace.Tag, found, cancellation);
        }

        return found;
    }

    /// <summary>Whether an entry of an index is BuildKit's for an image of it.</summary>
    internal static bool IsAbout(JsonElement entry, string manifestDigest) =>
        entry.TryGetProperty("annotations", out var annotations)
        && Text(annotations, ReferenceType) == AttestationManifest
        && Text(annotations, ReferenceDigest) == manifestDigest;

    private async Task AddAsync(string repository, string manifest, AttestationPlace place, List<Attestation> found, CancellationToken cancellation)
    {
        if (found.Count >= Most || await registry.ManifestAsync(repository, manifest, cancellation) is not { } document)
        {
            return;
        }

        foreach (var layer in Items(document.Root, "layers").Where(IsStatement).Take(Most))
        {
            if (await registry.BlobDocumentAsync(repository, Text(layer, "digest"), cancellation) is { } blob && Statement.Read(blob, place) is { } attestation)
            {
                found.Add(attestation);
            }
        }
    }

    /// <summary>Whether a layer of such a manifest is a statement, and not something else that lies with it.</summary>
    internal static bool IsStatement(JsonElement layer) => Text(layer, "mediaType") is var type
        && (type.Contains("in-toto", StringComparison.Ordinal) || type.Contains("dsse", StringComparison.Ordinal)
            || type.Contains("sigstore.bundle", StringComparison.Ordinal));

    private static IEnumerable<JsonElement> Entries(JsonElement index) => Items(index, "manifests").Take(Most);

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : default;

    private static string Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
