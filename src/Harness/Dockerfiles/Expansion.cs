using System.Text;

namespace Harness.Dockerfiles;

/// <summary>
/// Puts variables into texts: <c>$X</c>, <c>${X}</c>, <c>${X:-d}</c>, <c>${X-d}</c>, <c>${X:+a}</c>, <c>${X+a}</c>. All
/// expansions of one Dockerfile share a budget: ARGs that double each other would otherwise grow without bound.
/// </summary>
/// <param name="escape">The escape character.</param>
internal sealed class Expansion(char escape)
{
    private const int DeepestNesting = 16;
    private readonly char escape = escape;
    private int budget = 4 << 20;

    /// <summary>The text with its variables put in and its quotes taken off.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="lookup">The value of a variable; null when it is not set.</param>
    public Expanded Expand(string text, Func<string, Expanded?> lookup)
    {
        if (text.AsSpan().IndexOfAny(['$', '"', '\'', escape]) < 0)
        {
            return new Expanded(text, true);
        }

        var reading = new Reading(this, text, lookup);
        return new Expanded(reading.Read(stop: '\0', depth: 0), reading.Known);
    }

    private sealed class Reading(Expansion owner, string text, Func<string, Expanded?> lookup)
    {
        private int at;

        public bool Known { get; private set; } = true;

        public string Read(char stop, int depth)
        {
            var result = new StringBuilder();
            var quoted = false;
            while (at < text.Length && (text[at] != stop || stop == '\0'))
            {
                var letter = text[at++];
                if (letter == owner.escape && at < text.Length)
                {
                    // Within double quotes only what has a meaning there can be escaped.
                    if (quoted && text[at] != '"' && text[at] != '$' && text[at] != owner.escape)
                    {
                        result.Append(letter);
                    }

                    result.Append(text[at++]);
                }
                else if (letter == '"')
                {
                    quoted = !quoted;
                }
                else if (letter == '\'' && !quoted)
                {
                    var end = text.IndexOf('\'', at);
                    end = end < 0 ? text.Length : end;
                    result.Append(text, at, end - at);
                    at = Math.Min(end + 1, text.Length);
                }
                else if (letter == '$')
                {
                    result.Append(Variable(depth));
                }
                else
                {
                    result.Append(letter);
                }
            }

            return result.ToString();
        }

        private string Variable(int depth)
        {
            var braces = at < text.Length && text[at] == '{';
            var start = braces ? at + 1 : at;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            if (end == start)
            {
                return "$";
            }

            var value = lookup(text[start..end]);
            at = end;
            return braces ? WithModifier(value, depth) : Use(value);
        }

        private string WithModifier(Expanded? value, int depth)
        {
            if (depth >= DeepestNesting)
            {
                Known = false;
                at = text.Length;
                return "";
            }

            var colon = at < text.Length && text[at] == ':';
            var sign = at + (colon ? 1 : 0) is var place && place < text.Length ? text[place] : '\0';
            var isSet = value is { } set && (!colon || set.Text.Length > 0 || !set.Known);
            if (sign is not ('-' or '+'))
            {
                // Other forms of other shells: what they make of the value is not worked out.
                Known &= sign == '}';
                var end = text.IndexOf('}', at);
                at = end < 0 ? text.Length : end + 1;
                return Use(value);
            }

            at = place + 1;
            var before = Known;
            var word = Read('}', depth + 1);
            at = Math.Min(at + 1, text.Length);
            var wanted = isSet == (sign == '+');
            Known = wanted ? Known : before;
            return wanted ? word : sign == '-' ? Use(value) : "";
        }

        private string Use(Expanded? value)
        {
            if (value is not { } found || found.Text.Length > owner.budget)
            {
                Known = false;
                return "";
            }

            owner.budget -= found.Text.Length;
            Known &= found.Known;
            return found.Text;
        }
    }
}
