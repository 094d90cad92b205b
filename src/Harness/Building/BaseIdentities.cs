using System.Runtime.InteropServices;
using System.Text.Json;
using Harness.Images;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>Finds out which image the base of an image is, for its labels.</summary>
/// <param name="store">The engine's images.</param>
/// <param name="processes">Asks a registry.</param>
/// <param name="environment">Variables of the docker command.</param>
/// <param name="clock">Measures the pauses between questions; null for the system's.</param>
internal sealed class BaseIdentities(
    IImageStore store, IProcessRunner processes, IReadOnlyDictionary<string, string?> environment, TimeProvider? clock = null)
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Not {{.Manifest.Digest}}: buildx 0.13 takes any format that begins with {{.Manifest for its own summary of the manifest.</summary>
    private const string DigestFormat = "{{print .Manifest.Digest}}";

    private static string OwnPlatform => $"linux/{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64")}";

    /// <summary>What the label kcr.dev/base-provider says: judged by the reference, so that no option can make it lie.</summary>
    public static string ProviderOf(string reference) =>
        reference.StartsWith($"{BaseSource.LocalRegistry}/", StringComparison.Ordinal) ? "local"
        : reference.StartsWith($"{BaseSource.DhiRegistry}/", StringComparison.Ordinal) ? "dhi"
        : "mirror";

    /// <summary>Whether a registry has it.</summary>
    public static bool IsRemote(string reference) => reference != "scratch" && ProviderOf(reference) != "local";

    /// <summary>The command that asks the registry for a base's digest.</summary>
    public ProcessCommand DigestQuery(string reference) => DigestQuery(reference, environment);

    /// <summary>The command that asks a registry for the digest of anything.</summary>
    public static ProcessCommand DigestQuery(string reference, IReadOnlyDictionary<string, string?> environment) =>
        RemoteQuery(reference, DigestFormat, environment);

    /// <summary>The identity; null for scratch.</summary>
    /// <param name="reference">The base.</param>
    /// <param name="platform">The platform that is built for; null for this machine's.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="BuildFaultException">The registry does not give the base, or not for the platform.</exception>
    public async Task<BaseIdentity?> OfAsync(string reference, string? platform, CancellationToken cancellation)
    {
        if (reference == "scratch")
        {
            return null;
        }

        if (!IsRemote(reference))
        {
            return await store.FindAsync(reference, cancellation) is { } there
                ? new BaseIdentity(there.Id, there.Layers)
                : throw new BuildFaultException(
                    $"the stand-in base {reference} is not there although it was built; was it removed just now, or built elsewhere (--builder)? "
                    + "Build again, on the engine's own builder.");
        }

        var result = await AskAsync(RemoteQuery(reference, $"{DigestFormat} {{{{json .Image}}}}", environment), cancellation);
        return result.Succeeded
            && result.Output.Trim().Split((char[])[' ', '\n'], 2) is [var digest, var image]
            && digest.StartsWith("sha256:", StringComparison.Ordinal)
            ? new BaseIdentity(digest, Layers(reference, platform ?? OwnPlatform, image))
            : throw new BuildFaultException(
                $"the base {reference} cannot be had: {LastLines.Of(result.Error).Trim()}{Environment.NewLine}  {BaseRefusal.Advice(result.Error)}");
    }

    /// <summary>Asks, and again after one, two and four seconds where the registry may answer then.</summary>
    private async Task<ProcessResult> AskAsync(ProcessCommand query, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await processes.RunAsync(query, cancellation: cancellation);
            if (result.Succeeded || attempt == Attempts || !BaseRefusal.MayPass(result.Error))
            {
                return result;
            }

            await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), clock ?? TimeProvider.System, cancellation);
        }
    }

    private static ProcessCommand RemoteQuery(string reference, string format, IReadOnlyDictionary<string, string?> environment) =>
        new("docker", "buildx", "imagetools", "inspect", "--format", format, reference)
        {
            Environment = environment,
            InstallHint = BuildxCommand.InstallHint,
        };

    /// <summary>The layers of an image configuration, or of the platform's among several.</summary>
    private static List<string> Layers(string reference, string platform, string json)
    {
        try
        {
            var image = JsonDocument.Parse(json).RootElement;
            if (!image.TryGetProperty("rootfs", out var layers))
            {
                layers = image.EnumerateObject()
                    .FirstOrDefault(candidate => candidate.Name == platform || candidate.Name.StartsWith($"{platform}/", StringComparison.Ordinal))
                    .Value is { ValueKind: JsonValueKind.Object } found
                    ? found.GetProperty("rootfs")
                    : throw new BuildFaultException(
                        $"the base {reference} is not there for {platform}, only for "
                        + $"{string.Join(", ", image.EnumerateObject().Select(candidate => candidate.Name))}");
            }

            return [.. layers.GetProperty("diff_ids").EnumerateArray().Select(layer => layer.GetString() ?? string.Empty)];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new BuildFaultException($"docker buildx imagetools inspect does not tell the layers of the base {reference}: {fault.Message} Update buildx.");
        }
    }
}
