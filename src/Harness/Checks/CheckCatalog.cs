namespace Harness.Checks;

/// <summary>Every check that there is. The command line and the NUnit cases show this one list.</summary>
public static class CheckCatalog
{
    /// <summary>All checks, by id.</summary>
    public static IReadOnlyList<Check> All { get; } =
        [.. Enumerable.Empty<Check>()
            .OrderBy(check => check.Id, StringComparer.Ordinal)];
}
