using System.Collections.ObjectModel;
using Docker.DotNet.Models;

namespace Harness.Platform.Docker;

/// <content>Images.</content>
public sealed partial class DockerEngine
{
    private static readonly string[] PodmanPrefixes = ["localhost/", "docker.io/library/"];

    /// <summary>Looks up an image.</summary>
    /// <param name="image">A reference or an image id.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The image; null when the engine does not have it.</returns>
    public async Task<ImageDetails?> FindImageAsync(string image, CancellationToken cancellation)
    {
        var name = Escaped(image);
        var found = await FindAsync($"GET /images/{name}/json", Quick, (client, limited) => client.Images.InspectImageAsync(name, limited), cancellation);
        return found is null ? null : Details(found);
    }

    /// <summary>The images of a repository under their references, the newest first.</summary>
    /// <param name="repository">The repository, without a tag.</param>
    /// <param name="cancellation">Ends the request.</param>
    internal async Task<IReadOnlyList<string>> ReferencesOfAsync(string repository, CancellationToken cancellation)
    {
        var parameters = new ImagesListParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = new Dictionary<string, bool> { [repository] = true } },
        };
        var images = await CallAsync("GET /images/json", Quick, (client, limited) => client.Images.ListImagesAsync(parameters, limited), cancellation);
        return [.. images.OrderByDescending(image => image.Created)
            .SelectMany(image => Names(image.RepoTags) ?? [])
            .Where(tag => tag.StartsWith($"{repository}:", StringComparison.Ordinal))];
    }

    /// <inheritdoc />
    public async Task<Stream> OpenAsync(string digest, CancellationToken cancellation)
    {
        var (stream, _) = await StreamAsync(
            $"GET /images/{Escaped(digest)}/get", Slow, (client, limited) => client.Images.SaveImageAsync(digest, limited), cancellation);
        return stream;
    }

    /// <summary>Gives an image a further name.</summary>
    internal Task TagImageAsync(string image, string repository, string tag, CancellationToken cancellation)
    {
        var name = Escaped(image);
        return CallAsync(
            $"POST /images/{name}/tag",
            Quick,
            (client, limited) => client.Images.TagImageAsync(name, new ImageTagParameters { RepositoryName = repository, Tag = tag }, limited),
            cancellation);
    }

    /// <summary>Takes a name away from an image; an image without any other goes with it. False when there is none.</summary>
    internal Task<bool> UntagImageAsync(string reference, CancellationToken cancellation)
    {
        var name = Escaped(reference);
        return RemoveAsync(
            $"DELETE /images/{name}",
            (client, limited) => client.Images.DeleteImageAsync(name, new ImageDeleteParameters { NoPrune = true }, limited),
            cancellation);
    }

    private ImageDetails Details(ImageInspectResponse image) => new(
        image.ID,
        Names(image.RepoTags),
        image.Architecture,
        image.Os,
        new ImageDetailsConfig(image.Config?.Labels?.AsReadOnly()) { Ports = [.. (image.Config?.ExposedPorts?.Keys ?? []).Order(StringComparer.Ordinal)] },
        image.Size,
        image.RepoDigests?.AsReadOnly())
    {
        RootFs = new ImageDetailsRootFs(image.RootFS?.Layers?.AsReadOnly()),
    };

    /// <summary>
    /// References as they were given. Podman finds an image by a name without a registry, and says the name with the one that it put
    /// before it: localhost for what it built, Docker's own for what was loaded or tagged by the Engine API.
    /// </summary>
    private ReadOnlyCollection<string>? Names(IList<string>? references) =>
        (IsPodman ? references?.Select(Given).Distinct(StringComparer.Ordinal).ToList() : references)?.AsReadOnly();

    private static string Given(string reference) =>
        PodmanPrefixes.FirstOrDefault(prefix => reference.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix
            && !reference[prefix.Length..].Contains('/', StringComparison.Ordinal)
                ? reference[prefix.Length..]
                : reference;
}
