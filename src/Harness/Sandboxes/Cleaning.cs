namespace Harness.Sandboxes;

/// <summary>Something that a run created in an engine or a cluster.</summary>
/// <param name="Kind">container, volume, network, pod, namespace or secret.</param>
/// <param name="Name">Its name.</param>
/// <param name="Session">The session that created it.</param>
public sealed record Leftover(string Kind, string Name, string Session);

/// <summary>What cleaning did.</summary>
/// <param name="Removed">What was removed.</param>
/// <param name="Kept">What was left alone, with the reason, and the option that removes it too.</param>
public sealed record Cleaning(IReadOnlyList<Leftover> Removed, IReadOnlyList<(Leftover Item, string Reason, string Option)> Kept);
