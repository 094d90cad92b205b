namespace Harness;

/// <summary>Puts somebody else's words into a message of ours.</summary>
internal static class Sentence
{
    private static readonly char[] Ends = ['.', '!', '?', '…', ':'];

    /// <summary>The words with one full stop at their end, whether they had one or not.</summary>
    public static string Of(string words)
    {
        var bare = Bare(words);
        return bare.Length == 0 || Ends.Contains(bare[^1]) ? bare : $"{bare}.";
    }

    /// <summary>The words without the full stop at their end, to go on after them.</summary>
    public static string Bare(string words)
    {
        var trimmed = words.Trim();
        // What is left out is said by three of them.
        return trimmed.EndsWith("..", StringComparison.Ordinal) ? trimmed : trimmed.TrimEnd('.');
    }
}
