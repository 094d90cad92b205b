namespace Harness.Sandboxes;

/// <summary>What cleaning is to remove.</summary>
/// <param name="All">Also what belongs to a session whose process is running, or is on another machine.</param>
/// <param name="Kept">Also what a session was asked to keep.</param>
public sealed record CleaningScope(bool All = false, bool Kept = false)
{
    /// <summary>Takes what is about to be removed, before anything is: where, how much, and whose.</summary>
    public Action<string>? Announce { get; init; }

    /// <summary>Why something is left alone; null when it is to be removed.</summary>
    internal (string Reason, string Option)? Spares(IReadOnlyDictionary<string, string> labels) =>
        !All && Session.InUse(labels) is { } running ? (running, "--all")
        : !Kept && Session.IsKept(labels) ? ("it was kept on purpose (--keep, --keep-pods)", "--kept")
        : null;

    /// <summary>Says what will be removed from a place, a line for each session.</summary>
    internal void Tell(string place, IEnumerable<(Leftover Item, IReadOnlyDictionary<string, string> Labels)> chosen)
    {
        foreach (var session in chosen.GroupBy(one => one.Item.Session))
        {
            var kinds = session.GroupBy(one => one.Item.Kind).Select(kind => $"{kind.Count()} {kind.Key}{(kind.Count() == 1 ? "" : "s")}");
            Announce?.Invoke($"Removing from {place}: {string.Join(", ", kinds)} of session {session.Key}, {Session.Owner(session.First().Labels)}");
        }
    }
}
