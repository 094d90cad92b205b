namespace Harness.Catalog;

/// <summary>When lines of versions come to their end, as those say who keep them; data of the catalog.</summary>
/// <param name="Source">Where it is said, an address.</param>
/// <param name="Lines">The last day on which a line gets security updates, by the versions' common beginning: <c>3.13</c>, <c>24</c>.</param>
public sealed record LifeEnd(string Source, IReadOnlyDictionary<string, DateOnly> Lines)
{
    /// <summary>The last day of the most exact line that a version belongs to; null where nothing is known of it.</summary>
    /// <param name="version">The version, as the ARG has it.</param>
    public DateOnly? Of(string version) => Lines
        .Where(line => VersionNumber.Refines(version, line.Key))
        .OrderByDescending(line => line.Key.Length)
        .Select(line => (DateOnly?)line.Value)
        .FirstOrDefault();
}
