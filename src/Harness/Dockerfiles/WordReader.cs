namespace Harness.Dockerfiles;

/// <summary>Splits arguments into words, in the two ways in which the frontend does.</summary>
internal static class WordReader
{
    /// <summary>At blanks of any kind, where quotes and escapes hold a word together: ARG, ENV and LABEL.</summary>
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

    /// <summary>At blanks and nothing else, whatever is quoted: FROM, COPY, ADD, VOLUME and EXPOSE.</summary>
    public static IReadOnlyList<SourceText> SplitAtBlanks(SourceText text)
    {
        var words = new List<SourceText>();
        for (var at = 0; at < text.Value.Length;)
        {
            var end = EndAtBlank(text.Value, at);
            if (end > at)
            {
                words.Add(text.Slice(at, end - at));
            }

            at = end + 1;
        }

        return words;
    }

    /// <summary>The first place from <paramref name="at"/> that is no blank.</summary>
    public static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>The next blank, or the end.</summary>
    public static int EndAtBlank(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAny(" \t\v\f\r");
        return length < 0 ? text.Length : at + length;
    }

    /// <summary>Where the word ends that begins at <paramref name="at"/>.</summary>
    public static int End(string text, int at, char escape)
    {
        var quote = '\0';
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
            else if (char.IsWhiteSpace(letter))
            {
                break;
            }
        }

        return Math.Min(at, text.Length);
    }

    /// <summary>A word without its quotes and escapes; null when it is the same with them.</summary>
    public static SourceText? Unquoted(SourceText word, char escape)
    {
        var text = word.Value;
        if (text.AsSpan().IndexOfAny('"', '\'', escape) < 0)
        {
            return null;
        }

        var builder = new SourceText.Builder();
        var quote = '\0';
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == escape)
            {
                at++;
            }
            else if (quote == '\0' ? text[at] is '"' or '\'' : text[at] == quote)
            {
                quote = quote == '\0' ? text[at] : '\0';
                continue;
            }

            if (at < text.Length)
            {
                builder.Append(text.AsSpan(at, 1), word.At(at));
            }
        }

        return builder.Build(word.Start);
    }
}
