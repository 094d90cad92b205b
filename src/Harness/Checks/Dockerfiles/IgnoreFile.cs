using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Checks.Dockerfiles;

/// <summary>The <c>.dockerignore</c> of a build context: what COPY never finds.</summary>
internal sealed class IgnoreFile
{
    private const int MostPatterns = 1000;

    private readonly List<Regex> patterns = [];

    private IgnoreFile()
    {
    }

    /// <summary>Whether something is taken in again: what is left out then is not worked out.</summary>
    public bool HasExceptions { get; private set; }

    /// <summary>Whether everything is left out.</summary>
    public bool LeavesOutAll { get; private set; }

    /// <summary>Reads the file's text.</summary>
    public static IgnoreFile Parse(string text)
    {
        var file = new IgnoreFile();
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Take(MostPatterns))
        {
            var pattern = line.StartsWith('#') ? "" : line.Trim();
            if (pattern.StartsWith('!'))
            {
                file.HasExceptions = true;
            }
            else if (Paths.Normalize("/", pattern)[1..] is { Length: > 0 } clean)
            {
                file.LeavesOutAll |= clean is "*" or "**" or "**/*";
                file.patterns.Add(Translate(clean));
            }
        }

        return file;
    }

    /// <summary>Whether a path of the context, or a directory above it, is left out.</summary>
    public bool LeavesOut(string path)
    {
        var clean = Paths.Normalize("/", path);
        return clean == "/" ? LeavesOutAll : Paths.Above(clean).Prepend(clean).Any(one => patterns.Exists(pattern => pattern.IsMatch(one[1..])));
    }

    private static Regex Translate(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '*' && at + 1 < pattern.Length && pattern[at + 1] == '*')
            {
                at++;
                if (at + 1 < pattern.Length && pattern[at + 1] == '/')
                {
                    at++;
                }

                expression.Append(at + 1 == pattern.Length ? ".*" : "(.*/)?");
            }
            else
            {
                expression.Append(pattern[at] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '\\' when at + 1 < pattern.Length => Regex.Escape(pattern[++at].ToString()),
                    var letter => Regex.Escape(letter.ToString()),
                });
            }
        }

        // Linear however often a star stands in it.
        return new Regex(expression.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
