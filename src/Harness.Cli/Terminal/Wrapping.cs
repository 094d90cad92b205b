namespace Harness.Cli.Terminal;

/// <summary>Breaks text at words.</summary>
internal static class Wrapping
{
    /// <summary>A label and a text beside it, broken into lines that stay below each other.</summary>
    /// <param name="label">What stands before the first line, its indentation included.</param>
    /// <param name="indent">The column in which the text begins.</param>
    /// <param name="text">The text; its own line breaks stay.</param>
    /// <param name="width">The columns there are.</param>
    public static IEnumerable<string> Beside(string label, int indent, string text, int width)
    {
        var before = label.PadRight(indent);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var part in Lines(line, Math.Max(width - indent - 1, 20)))
            {
                yield return (before + part).TrimEnd();
                before = "".PadRight(indent);
            }
        }
    }

    /// <summary>A line broken at spaces; a word that is too long stays whole, for it may be a path or a digest.</summary>
    private static IEnumerable<string> Lines(string line, int width)
    {
        var start = 0;
        while (line.Length - start > width)
        {
            var end = line.LastIndexOf(' ', start + width, width);
            end = end > start ? end : line.IndexOf(' ', start + width);
            if (end < 0)
            {
                break;
            }

            yield return line[start..end];
            start = end + 1;
        }

        yield return line[start..];
    }
}
