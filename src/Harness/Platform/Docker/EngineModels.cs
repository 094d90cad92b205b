namespace Harness.Platform.Docker;

/// <summary>What an engine says of itself.</summary>
/// <param name="Version">The engine's version, for example 26.1.5.</param>
/// <param name="ApiVersion">The newest API version that it speaks.</param>
/// <param name="Os">The operating system of its containers.</param>
/// <param name="Arch">The architecture of its containers, for example amd64.</param>
public sealed record EngineVersion(string Version, string ApiVersion, string Os, string Arch);

/// <summary>The engine's machine.</summary>
/// <param name="NCPU">Processors.</param>
/// <param name="MemTotal">Memory in bytes.</param>
/// <param name="CgroupVersion">1 or 2.</param>
/// <param name="SecurityOptions">For example <c>name=seccomp,profile=builtin</c>, <c>name=rootless</c>.</param>
/// <param name="Name">Its host name.</param>
/// <param name="ServerVersion">The engine's version.</param>
/// <param name="KernelVersion">The kernel's version.</param>
public sealed record EngineInfo(
    int NCPU,
    long MemTotal,
    string? CgroupVersion,
    IReadOnlyList<string>? SecurityOptions,
    string? Name = null,
    string? ServerVersion = null,
    string? KernelVersion = null);

/// <summary>An image in the engine.</summary>
/// <param name="Id">The image id, <c>sha256:…</c>.</param>
/// <param name="RepoTags">Its references.</param>
/// <param name="Architecture">For example amd64.</param>
/// <param name="Os">For example linux.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Size">The bytes of its layers.</param>
/// <param name="RepoDigests">The digests by which registries know it, as <c>repository@sha256:…</c>.</param>
public sealed record ImageDetails(
    string Id,
    IReadOnlyList<string>? RepoTags,
    string? Architecture,
    string? Os,
    ImageDetailsConfig? Config,
    long Size = 0,
    IReadOnlyList<string>? RepoDigests = null)
{
    /// <summary>Its layers.</summary>
    public ImageDetailsRootFs? RootFs { get; init; }
}

/// <summary>The layers of an image.</summary>
/// <param name="Layers">The digests of the layers unpacked, lowest first.</param>
public sealed record ImageDetailsRootFs(IReadOnlyList<string>? Layers);

/// <summary>The part of an image's configuration that resolving references looks at.</summary>
/// <param name="Labels">The labels.</param>
public sealed record ImageDetailsConfig(IReadOnlyDictionary<string, string>? Labels)
{
    /// <summary>The ports of EXPOSE, as <c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];
}
