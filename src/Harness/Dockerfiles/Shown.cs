namespace Harness.Dockerfiles;

/// <summary>Words of a Dockerfile in messages.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>Hostile text stays short and on one line.</summary>
    public static string Word(string word)
    {
        var cut = word.Length > Longest ? word[..Longest] + "…" : word;
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(letter => char.IsControl(letter) ? '?' : letter)) : cut;
    }
}
