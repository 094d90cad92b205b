using Harness.Platform.Docker;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>The digest by which a registry knows an image.</summary>
internal static class RepositoryDigest
{
    /// <summary>The digest in a repository; null when the engine has neither pushed it there nor pulled it from there.</summary>
    public static string? Of(ImageDetails? image, string repository)
    {
        // An engine leaves out what is understood: docker.io and library.
        var familiar = Without("library/", Without("docker.io/", repository));
        return (image?.RepoDigests ?? []).Select(one => one.Split('@'))
            .FirstOrDefault(parts => parts.Length == 2 && (parts[0] == repository || parts[0] == familiar))?[1];
    }

    private static string Without(string start, string text) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text;
}
