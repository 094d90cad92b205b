using Harness.Planning;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>Finds the digest of the base that an image is built on, for its labels.</summary>
internal sealed class BaseDigests(IImageStore store, IProcessRunner processes, IReadOnlyDictionary<string, string?> environment)
{
    /// <summary>What the label kcr.dev/base-provider says: judged by the reference, so that no option can make it lie.</summary>
    public static string ProviderOf(string reference) =>
        reference.StartsWith($"{BaseSource.LocalRegistry}/", StringComparison.Ordinal) ? "local"
        : reference.StartsWith($"{BaseSource.DhiRegistry}/", StringComparison.Ordinal) ? "dhi"
        : "mirror";

    /// <summary>Whether a registry has it.</summary>
    public static bool IsRemote(string reference) => reference != "scratch" && ProviderOf(reference) != "local";

    /// <summary>The command that asks the registry for a base's digest.</summary>
    public ProcessCommand RemoteQuery(string reference) =>
        new("docker", "buildx", "imagetools", "inspect", "--format", "{{.Manifest.Digest}}", reference)
        {
            Environment = environment,
            InstallHint = BuildxCommand.InstallHint,
        };

    /// <summary>The digest: the image id of a stand-in, the manifest's of a base from a registry; null for scratch.</summary>
    /// <exception cref="BuildFaultException">The registry does not give the base.</exception>
    public async Task<string?> OfAsync(string reference, CancellationToken cancellation)
    {
        if (reference == "scratch")
        {
            return null;
        }

        if (reference.IndexOf("@sha256:", StringComparison.Ordinal) is > 0 and var at)
        {
            return reference[(at + 1)..];
        }

        if (!IsRemote(reference))
        {
            return (await store.FindAsync(reference, cancellation))?.Id
                ?? throw new BuildFaultException($"the stand-in base {reference} is not there although it was built; was it removed just now? Build again.");
        }

        var result = await processes.RunAsync(RemoteQuery(reference), cancellation: cancellation);
        return result.Succeeded && result.Output.Trim() is { Length: > 0 } digest
            ? digest
            : throw new BuildFaultException(
                $"the base {reference} cannot be had: {LastLines.Of(result.Error).Trim()}{Environment.NewLine}"
                + "  Log in (docker login, or DHI_USERNAME and DHI_PASSWORD), name a mirror in DHI_MIRROR, or build on stand-ins with --bases local.");
    }
}
