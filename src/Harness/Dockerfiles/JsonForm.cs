using System.Globalization;
using System.Text.Json;

namespace Harness.Dockerfiles;

/// <summary>Reads the JSON form of an instruction: an array of strings and nothing else.</summary>
internal static class JsonForm
{
    /// <summary>The elements; null when the text is no array of strings, which makes it the shell form.</summary>
    public static IReadOnlyList<SourceText>? Read(SourceText text)
    {
        var value = text.Value;
        if (value.Length == 0 || value[0] != '[')
        {
            return null;
        }

        var elements = new List<SourceText>();
        var at = WordReader.SkipBlanks(value, 1);
        if (at < value.Length && value[at] == ']')
        {
            return WordReader.SkipBlanks(value, at + 1) == value.Length ? elements : null;
        }

        while (ReadString(text, ref at) is { } element)
        {
            elements.Add(element);
            at = WordReader.SkipBlanks(value, at);
            if (at >= value.Length)
            {
                return null;
            }

            if (value[at] == ']')
            {
                return WordReader.SkipBlanks(value, at + 1) == value.Length ? elements : null;
            }

            if (value[at] != ',')
            {
                return null;
            }

            at = WordReader.SkipBlanks(value, at + 1);
        }

        return null;
    }

    /// <summary>Whether a text is an array in JSON with something else than strings in it, which the frontend refuses.</summary>
    public static bool IsOtherArray(string text)
    {
        // A test in brackets is what a shell script begins with; the parser's refusal of it would be slow.
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']')
        {
            return false;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 10_000 });
            return parsed.RootElement.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.String);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static SourceText? ReadString(SourceText text, ref int at)
    {
        var value = text.Value;
        if (at >= value.Length || value[at] != '"')
        {
            return null;
        }

        var element = new SourceText.Builder();
        var start = ++at;
        for (; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] < ' ')
            {
                return null;
            }

            if (value[at] == '\\')
            {
                Append(start, at);
                if (Unescape(value, at + 1) is not { } escaped)
                {
                    return null;
                }

                element.Append([escaped.Letter], text.At(at));
                at += escaped.Length;
                start = at + 1;
            }
        }

        if (at >= value.Length)
        {
            return null;
        }

        Append(start, at++);
        return element.Build(text.At(start));

        void Append(int from, int to)
        {
            if (to > from)
            {
                element.Append(value.AsSpan(from, to - from), text.At(from));
            }
        }
    }

    /// <summary>The letter that an escape stands for, and how many characters follow the backslash.</summary>
    private static (char Letter, int Length)? Unescape(string value, int at) => at >= value.Length ? null : value[at] switch
    {
        '"' or '\\' or '/' => (value[at], 1),
        'b' => ('\b', 1),
        'f' => ('\f', 1),
        'n' => ('\n', 1),
        'r' => ('\r', 1),
        't' => ('\t', 1),
        'u' when at + 5 <= value.Length
            && ushort.TryParse(value.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => ((char)code, 5),
        _ => null,
    };
}
