namespace Harness;

/// <summary>Finds what a misspelt name was meant to be.</summary>
public static class Suggestion
{
    private const int LeastBeginning = 4;

    /// <summary>
    /// The text <c>; did you mean 'x'?</c> for the nearest candidate, or an empty text when none is near: one of them
    /// begins with the other, or no more than a third of the letters would have to change.
    /// </summary>
    public static string For(string name, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Where(candidate => name.Length > 0)
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => IsBeginning(candidate.Name) || candidate.Distance <= Math.Max(1, Math.Max(name.Length, candidate.Name.Length) / 3))
            .OrderByDescending(candidate => IsBeginning(candidate.Name))
            .ThenBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null ? "" : $"; did you mean '{nearest}'?";

        // One is the other with something added: --keep and --keep-pods.
        bool IsBeginning(string candidate) =>
            Math.Min(candidate.Length, name.Length) >= LeastBeginning
            && (candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The same, followed by all candidates: <c>; did you mean 'x'? The images are: x, y.</c></summary>
    /// <param name="name">The name that was given.</param>
    /// <param name="candidates">The valid names.</param>
    /// <param name="what">What they are, in the plural.</param>
    public static string Among(string name, IReadOnlyCollection<string> candidates, string what)
    {
        var suggestion = For(name, candidates);
        return $"{(suggestion is "" ? "." : suggestion)} The {what} are: {string.Join(", ", candidates)}.";
    }

    /// <summary>The edit distance, a swap of neighbours counted once.</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
