using System.Text.RegularExpressions;

namespace Harness.Pins;

/// <summary>What of a base images rely on, as it was in a registry.</summary>
/// <param name="Digest">The digest that the reference led to.</param>
/// <param name="User">The user that it runs as; empty for root.</param>
/// <param name="Entrypoint">Its ENTRYPOINT.</param>
/// <param name="Runtime">Where the program that the base is there for is, links followed; null where it has none, or none is named in the catalog.</param>
public sealed partial record BaseState(string Digest, string User, IReadOnlyList<string> Entrypoint, string? Runtime)
{
    /// <summary>What is not as it was, each in a sentence's words; a digest alone is not among it, since a tag that is kept up to date moves.</summary>
    /// <param name="now">What is there now.</param>
    internal IReadOnlyList<string> Changes(BaseState now)
    {
        List<string> changes = [];
        if (User != now.User)
        {
            changes.Add($"its user was {Of(User)} and is {Of(now.User)}");
        }

        if (!Entrypoint.SequenceEqual(now.Entrypoint))
        {
            changes.Add($"its ENTRYPOINT was {Of(Entrypoint)} and is {Of(now.Entrypoint)}");
        }

        // A path may have the exact version in it, which a tag of a line goes through.
        if (Versionless(Runtime) != Versionless(now.Runtime))
        {
            changes.Add($"its runtime was {Runtime ?? "nowhere on its PATH"} and is {now.Runtime ?? "nowhere on its PATH"}");
        }

        return changes;
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Version { get; }

    private static string? Versionless(string? path) => path is null ? null : Version.Replace(path, "*");

    private static string Of(string user) => user.Length == 0 ? "root (none set)" : $"'{user}'";

    private static string Of(IReadOnlyList<string> words) => words.Count == 0 ? "empty" : $"[{string.Join(", ", words)}]";
}
