using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>How the reference of a stage's base is written: in FROM, and in the ARGs that it is made of.</summary>
internal static class BaseReference
{
    /// <summary>
    /// The reference in FROM and, where it begins with an ARG that is a reference itself, that ARG's default, and so on:
    /// the last one is where the registry stands.
    /// </summary>
    public static IReadOnlyList<SourceText> Unfold(DockerfileSubject subject, ResolvedStage stage)
    {
        var defaults = subject.File.Global.SelectMany(arg => arg.Settings).Where(setting => setting.Value is not null)
            .GroupBy(setting => setting.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value!, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var texts = new List<SourceText> { stage.Stage.Base };
        while (LeadingVariable(texts[^1].Value) is { } name
            && seen.Add(name)
            && defaults.TryGetValue(name, out var value)
            && value.Value.AsSpan().IndexOfAny('/', ':') >= 0)
        {
            texts.Add(value);
        }

        return texts;
    }

    /// <summary>The variable that a text begins with; null when it begins otherwise.</summary>
    public static string? LeadingVariable(string text)
    {
        var start = text.StartsWith('"') ? 1 : 0;
        if (start >= text.Length || text[start] != '$')
        {
            return null;
        }

        start += start + 1 < text.Length && text[start + 1] == '{' ? 2 : 1;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return text[start..end];
    }

    /// <summary>The tag without what variables put into it; null for a reference without a tag.</summary>
    public static string? LiteralTag(string reference)
    {
        var literal = new System.Text.StringBuilder();
        var depth = 0;
        for (var at = 0; at < reference.Length; at++)
        {
            var letter = reference[at];
            if (letter == '$' && at + 1 < reference.Length && reference[at + 1] != '{')
            {
                while (at + 1 < reference.Length && (char.IsAsciiLetterOrDigit(reference[at + 1]) || reference[at + 1] == '_'))
                {
                    at++;
                }

                continue;
            }

            depth += letter == '{' ? 1 : 0;
            if (depth == 0 && letter is not ('$' or '"'))
            {
                literal.Append(letter);
            }

            depth -= letter == '}' && depth > 0 ? 1 : 0;
        }

        var text = literal.ToString();
        var digest = text.IndexOf('@', StringComparison.Ordinal);
        text = digest < 0 ? text : text[..digest];
        var tag = text.IndexOf(':', text.LastIndexOf('/') + 1);
        return tag < 0 ? null : text[(tag + 1)..];
    }
}
