namespace Harness.Catalog.Yaml;

/// <summary>The keys that a mapping may have. The schema's definition of the same name lists the same keys.</summary>
/// <param name="Name">Its name, also in the schema's <c>$defs</c>.</param>
/// <param name="Required">Keys that must be there.</param>
/// <param name="Optional">Keys that may be there.</param>
internal sealed record Shape(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IEnumerable<string> Keys => Required.Concat(Optional);
}
