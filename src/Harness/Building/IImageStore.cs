using Harness.Platform.Docker;

namespace Harness.Building;

/// <summary>What building needs to know of the engine's images.</summary>
internal interface IImageStore
{
    /// <summary>Looks up an image; null when the engine does not have it.</summary>
    /// <exception cref="InfrastructureException">The engine does not answer.</exception>
    Task<StoredImage?> FindAsync(string reference, CancellationToken cancellation);

    /// <summary>How the podman command reaches the engine, where that is Podman; null where it is Docker.</summary>
    /// <exception cref="InfrastructureException">The engine does not answer.</exception>
    Task<DockerContext?> PodmanAsync(CancellationToken cancellation);
}

/// <summary>An image in the engine.</summary>
/// <param name="Id">The image id, <c>sha256:…</c>.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record StoredImage(string Id, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The digests of its layers unpacked, lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];
}
