namespace Harness.Dockerfiles;

/// <summary>Splits arguments into words at blanks, as BuildKit does: quotes, escapes and braces of a variable hold a word together.</summary>
internal static class WordReader
{
    public static IReadOnlyList<SourceText> Split(SourceText text, char escape)
    {
        var words = new List<SourceText>();
        for (var at = SkipBlanks(text.Value, 0); at < text.Value.Length;)
        {
            var end = End(text.Value, at, escape);
            words.Add(text.Slice(at, end - at));
            at = SkipBlanks(text.Value, end);
        }

        return words;
    }

    public static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the word ends that begins at <paramref name="at"/>.</summary>
    public static int End(string text, int at, char escape)
    {
        var quote = '\0';
        var braces = 0;
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == escape && quote != '\'')
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
            else if (letter == '$' && at + 1 < text.Length && text[at + 1] == '{')
            {
                braces++;
                at++;
            }
            else if (letter == '}' && braces > 0)
            {
                braces--;
            }
            else if (braces == 0 && char.IsWhiteSpace(letter))
            {
                break;
            }
        }

        return Math.Min(at, text.Length);
    }
}
