namespace Harness.Dockerfiles;

/// <summary>Tells whether quotes and variables of a text are complete, as the frontend asks before it puts values in.</summary>
internal static class Substitutions
{
    private enum Kind
    {
        DoubleQuotes,
        Word,
        Pattern,
        Replacement,
    }

    /// <summary>What is wrong and where; null for a text that can be expanded. Each character is read once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escape">The escape character.</param>
    /// <param name="quotes">Whether quotes mean something; within a here-document they do not.</param>
    public static (int At, string Problem)? FaultIn(string text, char escape, bool quotes = true)
    {
        if (text.AsSpan().IndexOfAny('$', '"', '\'') < 0)
        {
            return null;
        }

        var open = new Stack<(Kind Kind, int At)>();
        var at = 0;
        while (at < text.Length)
        {
            var letter = text[at];
            var inside = open.TryPeek(out var frame) ? frame.Kind : (Kind?)null;
            if (letter == escape)
            {
                // Within double quotes the escape is a letter like others unless what follows has a meaning there.
                at += inside != Kind.DoubleQuotes || (at + 1 < text.Length && (text[at + 1] is '"' or '$' || text[at + 1] == escape)) ? 2 : 1;
            }
            else if (letter == '$')
            {
                if (Dollar(text, ref at, open) is { } problem)
                {
                    return problem;
                }
            }
            else if (inside == Kind.DoubleQuotes)
            {
                if (letter == '"')
                {
                    open.Pop();
                }

                at++;
            }
            else if (letter == '\'' && quotes)
            {
                var end = text.IndexOf('\'', at + 1);
                if (end < 0)
                {
                    return (at, "the single quote is not closed");
                }

                at = end + 1;
            }
            else if (letter == '"' && quotes)
            {
                open.Push((Kind.DoubleQuotes, at++));
            }
            else
            {
                if (letter == '}' && inside is Kind.Word or Kind.Replacement)
                {
                    open.Pop();
                }
                else if (letter == '/' && inside == Kind.Pattern)
                {
                    open.Push((Kind.Replacement, open.Pop().At));
                }

                at++;
            }
        }

        return !open.TryPop(out var last) ? null
            : last.Kind == Kind.DoubleQuotes ? (last.At, "the double quote is not closed")
            : (last.At, "the '}' of '${' is missing");
    }

    private static (int At, string Problem)? Dollar(string text, ref int at, Stack<(Kind Kind, int At)> open)
    {
        var start = at++;
        if (at >= text.Length || text[at] != '{')
        {
            at = EndOfName(text, at);
            return null;
        }

        at++;
        if (at >= text.Length)
        {
            return (start, "the '}' of '${' is missing");
        }

        if (text[at] is '{' or '}' or ':')
        {
            return (start, $"'${{{text[at]}' names no variable");
        }

        at = EndOfName(text, at);
        var colon = at < text.Length && text[at] == ':';
        at += colon ? 1 : 0;
        var sign = at < text.Length ? text[at] : '\0';
        switch (sign)
        {
            case '}' when !colon:
                at++;
                return null;
            case '+' or '-' or '?':
            case '#' or '%' when !colon:
                open.Push((Kind.Word, start));
                at++;
                return null;
            case '/' when !colon:
                at += at + 1 < text.Length && text[at + 1] == '/' ? 2 : 1;
                open.Push((Kind.Pattern, start));
                return null;
            case '\0' when at >= text.Length:
                return (start, "the '}' of '${' is missing");
            default:
                return (
                    start,
                    $"'{(colon ? ":" : "")}{(char.IsControl(sign) ? '?' : sign)}"
                        + $"' behind a variable's name is none of the forms that the frontend knows: :-, :+, :?, -, +, ?, #, %, /");
        }
    }

    /// <summary>Letters, digits and underscores; digits alone where it begins with one; one character that has a meaning of its own.</summary>
    private static int EndOfName(string text, int at)
    {
        if (at < text.Length && text[at] is '@' or '*' or '#' or '?' or '-' or '$' or '!' or '0')
        {
            return at + 1;
        }

        var digits = at < text.Length && char.IsDigit(text[at]);
        while (at < text.Length && (digits ? char.IsDigit(text[at]) : char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }
}
