using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>The word that begins a here-document: <c>&lt;&lt;EOF</c>, <c>&lt;&lt;-'EOF'</c>, <c>3&lt;&lt; EOF</c>.</summary>
/// <param name="Name">The word that ends the document.</param>
/// <param name="Expands">Whether variables in the document are expanded: nothing of the word was quoted.</param>
/// <param name="StripsTabs">Whether the tabs before its lines are taken away.</param>
/// <param name="Start">Where the marker begins in its text.</param>
internal sealed partial record HeredocMarker(string Name, bool Expands, bool StripsTabs, int Start)
{
    /// <summary>The markers of a line. A line whose quotes or variables are not complete has none for the frontend.</summary>
    public static IReadOnlyList<HeredocMarker> In(string line)
    {
        if (!line.Contains("<<", StringComparison.Ordinal) || Substitutions.FaultIn(line, '\\') is not null)
        {
            return [];
        }

        var markers = new List<HeredocMarker>();
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            var start = at;
            at = EndOfWord(line, at);
            if (Of(line[start..at], start) is { } marker)
            {
                markers.Add(marker);
            }
        }

        return markers;
    }

    /// <summary>The marker that a text is as a whole; null when it is none.</summary>
    /// <param name="word">The text.</param>
    /// <param name="start">Where it begins.</param>
    public static HeredocMarker? Of(string word, int start = 0)
    {
        if (Form().Match(word) is not { Success: true } form || form.Groups["name"] is not { Length: > 0 } raw)
        {
            return null;
        }

        var name = new StringBuilder();
        var quote = '\0';
        var quoted = false;
        for (var at = 0; at < raw.Value.Length; at++)
        {
            var letter = raw.Value[at];
            if (letter == '\\' && quote != '\'')
            {
                at++;
                if (at < raw.Value.Length)
                {
                    name.Append(quote == '"' && raw.Value[at] is not ('"' or '$' or '\\') ? $"\\{raw.Value[at]}" : raw.Value[at].ToString());
                }
            }
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                return null;
            }
            else if (letter is '"' or '\'' && (quote == '\0' || quote == letter))
            {
                quote = quote == '\0' ? letter : '\0';
                quoted = true;
            }
            else
            {
                name.Append(letter);
            }
        }

        return quote != '\0' || name.Length == 0 ? null : new HeredocMarker(name.ToString(), !quoted, form.Groups["tabs"].Length > 0, start);
    }

    /// <summary>Blanks behind <c>&lt;&lt;</c> belong to the word, blanks in quotes and escaped ones too.</summary>
    private static int EndOfWord(string line, int at)
    {
        var quote = '\0';
        for (; at < line.Length; at++)
        {
            var letter = line[at];
            if (letter == '\\' && quote != '\'')
            {
                at++;
            }
            else if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter == '<' && at + 1 < line.Length && line[at + 1] == '<')
            {
                at++;
                while (at + 1 < line.Length && line[at + 1] is ' ' or '\t' or '\r')
                {
                    at++;
                }
            }
            else if (char.IsWhiteSpace(letter))
            {
                break;
            }
        }

        return Math.Min(at, line.Length);
    }

    [GeneratedRegex(@"^[0-9]*<<(?<tabs>-?)\s*(?<name>[^<]*)$")]
    private static partial Regex Form();
}
