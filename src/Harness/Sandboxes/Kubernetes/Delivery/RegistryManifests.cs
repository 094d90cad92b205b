using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Platform.Processes;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>
/// Asks registries which image a manifest is of: by its configuration, which the engine knows too. Each manifest is asked for
/// once. Thread-safe.
/// </summary>
/// <param name="processes">Starts the tool that asks; it has the engine's logins.</param>
internal sealed class RegistryManifests(IProcessRunner processes)
{
    private const string NoPlatform = "unknown";

    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryManifest>>> answers = new(StringComparer.Ordinal);

    /// <summary>What a registry says of a manifest.</summary>
    /// <param name="reference">The repository and the digest.</param>
    /// <param name="cancellation">Ends the waiting; the first of those who ask ends the question too.</param>
    public Task<RegistryManifest> ReadAsync(string reference, CancellationToken cancellation) =>
        answers.GetOrAdd(reference, one => new(() => AskAsync(one, cancellation))).Value.WaitAsync(cancellation);

    private async Task<RegistryManifest> AskAsync(string reference, CancellationToken cancellation)
    {
        try
        {
            var manifest = await FetchAsync(reference, cancellation);
            if (manifest["manifests"] is not JsonArray index)
            {
                return Of(reference, manifest);
            }

            // What a builder attests of an image stands beside it as the manifest of no platform.
            var images = index.Where(one => (string?)one?["platform"]?["os"] != NoPlatform).ToList();
            if (images is not [{ } only])
            {
                return RegistryManifest.Unknown($"it is an index of {images.Count} images, and which of them the node runs cannot be seen");
            }

            var child = $"{reference[..reference.IndexOf('@', StringComparison.Ordinal)]}@{(string?)only["digest"]}";
            return Of(reference, await FetchAsync(child, cancellation), child);
        }
        catch (OperationCanceledException)
        {
            // Whoever asks next may have more time.
            answers.TryRemove(reference, out _);
            throw;
        }
        catch (InfrastructureException fault)
        {
            return RegistryManifest.Unknown(fault.Message);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return RegistryManifest.Unknown($"the registry's manifest cannot be read: {fault.Message}");
        }
    }

    private async Task<JsonNode> FetchAsync(string reference, CancellationToken cancellation)
    {
        var command = new ProcessCommand("docker", "buildx", "imagetools", "inspect", "--raw", reference);
        var result = await processes.RunAsync(command, cancellation: cancellation);
        if (!result.Succeeded)
        {
            throw new InfrastructureException($"'{command}' ended with status {result.ExitCode}: {Sentence.Bare(result.Error)}");
        }

        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(result.Output)))}";
        if (digest != DigestIn(reference))
        {
            throw new InfrastructureException($"'{command}' gave another manifest, {digest}");
        }

        return JsonNode.Parse(result.Output) is JsonObject manifest ? manifest : throw new InfrastructureException($"'{command}' gave no manifest");
    }

    private static RegistryManifest Of(string reference, JsonNode manifest, string? child = null)
    {
        return (string?)manifest["config"]?["digest"] is { } configuration
            ? new RegistryManifest(configuration, [DigestIn(reference), .. child is null ? [] : new[] { DigestIn(child) }], null)
            : RegistryManifest.Unknown("its manifest names no configuration");
    }

    private static string DigestIn(string reference) => reference[(reference.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
