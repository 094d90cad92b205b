using Harness.Platform.Credentials;

namespace Harness.Platform.Registries;

/// <summary>An image reference taken apart for the registry that it names.</summary>
/// <param name="Host">The registry's host, and port if any; docker.io where the reference names none.</param>
/// <param name="Repository">The path without the host.</param>
/// <param name="Tag">The tag; latest where there is neither a tag nor a digest, null beside a digest alone.</param>
/// <param name="Digest">The digest; null where there is none.</param>
internal sealed record RemoteReference(string Host, string Repository, string? Tag, string? Digest)
{
    /// <summary>What the registry is asked for: the digest before the tag.</summary>
    public string TagOrDigest => Digest ?? Tag!;

    /// <summary>Takes a reference apart.</summary>
    /// <param name="reference">NAME[:TAG][@DIGEST].</param>
    public static RemoteReference Parse(string reference)
    {
        var (name, digest) = reference.Split('@', 2) is [var before, var after] ? (before, after) : (reference, null);
        var colon = name.LastIndexOf(':');
        var tag = colon > name.LastIndexOf('/') ? name[(colon + 1)..] : null;
        name = tag is null ? name : name[..colon];
        var host = RegistryHost.Of(name);
        return new RemoteReference(
            host,
            name.StartsWith($"{host}/", StringComparison.Ordinal) ? name[(host.Length + 1)..] : name,
            tag ?? (digest is null ? "latest" : null),
            digest);
    }
}
