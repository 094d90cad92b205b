using Harness.Building;
using Harness.Images;
using Harness.Platform.Credentials;
using Harness.Platform.Processes;
using Harness.Platform.Registries;
using Harness.Snapshots.Attestations;

namespace Harness.Suite.Inspection;

/// <summary>Looks for the attestations of images and of their bases in the registries that have them. An engine keeps none.</summary>
/// <param name="environment">Reads an environment variable; null when it is not set.</param>
/// <param name="processes">Asks credential helpers.</param>
/// <param name="sources">Says which registry the login for bases is for.</param>
/// <param name="message">Gets what the user should know meanwhile, such as a registry that asks to wait.</param>
public sealed class AttestationExamination(
    Func<string, string?> environment, IProcessRunner processes, BaseSourceResolver sources, Action<string> message) : IDisposable
{
    private readonly RegistryClients registries = new(environment, processes, message);

    /// <inheritdoc />
    public void Dispose() => registries.Dispose();

    /// <summary>Looks for those of an image, and of the base that its labels name.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellation">Ends the questions.</param>
    /// <exception cref="InfrastructureException">A registry does not answer.</exception>
    public async Task<IReadOnlyList<AttestedSubject>> RunAsync(InspectedImage image, CancellationToken cancellation)
    {
        var source = await sources.ResolveAsync(requested: null, cancellation);
        var basesHost = source.Provider == BaseProvider.Local ? null : RegistryHost.Of(source.Registry);
        var platform = $"{image.Snapshot.Config.Os}/{image.Snapshot.Config.Architecture}";
        // An engine with containerd's image store gives images that were only built here a digest, too.
        var known = image.RegistryDigests.Where(digest => !digest.StartsWith($"{ImageReference.LocalPrefix}-", StringComparison.Ordinal)).ToList();
        return [await OfImageAsync(), await OfBaseAsync()];

        async Task<AttestedSubject> OfImageAsync()
        {
            if (image.Attestations is { } there)
            {
                return new AttestedSubject(AttestedSubject.Image, image.Source, there, Note: null);
            }

            foreach (var digest in known)
            {
                if (await FindAsync(digest) is { } found)
                {
                    return new AttestedSubject(AttestedSubject.Image, digest, found, Note: null);
                }
            }

            return new AttestedSubject(AttestedSubject.Image, image.Source, [], known.Count == 0
                ? "The engine does not know it from a registry, and keeps no attestations: push it, and pull it from there."
                : $"{string.Join(", ", known)} is not there any more.");
        }

        async Task<AttestedSubject> OfBaseAsync()
        {
            var labels = image.Snapshot.Config.Labels;
            if (!labels.TryGetValue(ImageLabels.BaseName, out var name) || !labels.TryGetValue(ImageLabels.BaseDigest, out var digest))
            {
                return new AttestedSubject(AttestedSubject.Base, "", [], "The image's labels name no base.");
            }

            if (!BaseIdentities.IsRemote(name))
            {
                return new AttestedSubject(AttestedSubject.Base, name, [], "It is a stand-in, which is in no registry.");
            }

            var reference = $"{RepositoryOf(name)}@{digest}";
            return await FindAsync(reference) is { } found
                ? new AttestedSubject(AttestedSubject.Base, reference, found, Note: null)
                : new AttestedSubject(AttestedSubject.Base, reference, [], "The registry does not have it any more.");
        }

        Task<IReadOnlyList<Attestation>?> FindAsync(string reference)
        {
            var parsed = RemoteReference.Parse(reference);
            return new RemoteAttestations(registries.Of(parsed.Host, basesHost))
                .FindAsync(parsed.Repository, parsed.TagOrDigest, platform, cancellation);
        }
    }

    private static string RepositoryOf(string reference)
    {
        var name = reference.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
