using System.Text.RegularExpressions;

namespace Harness.Images;

/// <summary>An image reference: a repository and a tag.</summary>
/// <param name="Repository">Registry and path, for example <c>kcr-python</c> or <c>ghcr.io/user/kubecoderun-python</c>.</param>
/// <param name="Tag">The tag, for example <c>latest</c>.</param>
public readonly partial record struct ImageReference(string Repository, string Tag)
{
    /// <summary>The prefix of images that are not meant for a registry; see lesson 14 of the migration guide.</summary>
    public const string LocalPrefix = "kcr";

    // The grammar of the distribution project's reference package.
    [GeneratedRegex(
        """
        ^(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?/)?
        [a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*
        (?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?\z
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Form { get; }

    /// <summary>Whether an engine or a registry would take a text as a reference or an image's id, whatever it names.</summary>
    public static bool IsValid(string text) => Form.IsMatch(text);

    /// <summary>Names a catalog image: <c>kcr-python:latest</c>, or with a registry <c>ghcr.io/user/kubecoderun-python:latest</c>.</summary>
    /// <param name="image">The image's name in the catalog.</param>
    /// <param name="registry">What takes the place of the local prefix; null for a local image.</param>
    /// <param name="tag">The tag.</param>
    public static ImageReference For(string image, string? registry = null, string tag = "latest") =>
        new($"{(string.IsNullOrEmpty(registry) ? LocalPrefix : registry.TrimEnd('/'))}-{image}", tag);

    /// <inheritdoc />
    public override string ToString() => $"{Repository}:{Tag}";
}
