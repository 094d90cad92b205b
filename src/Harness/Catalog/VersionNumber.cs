using System.Globalization;

namespace Harness.Catalog;

/// <summary>A dotted version, compared component by component.</summary>
internal static class VersionNumber
{
    /// <summary>Whether a version is the expected one or a refinement of it: 3.13.5 is a 3.13, 3.130 is not.</summary>
    public static bool Refines(string version, string expected)
    {
        var (seen, wanted) = (Split(version), Split(expected));
        return wanted.Length <= seen.Length && wanted.SequenceEqual(seen.Take(wanted.Length), StringComparer.Ordinal);
    }

    /// <summary>
    /// The smallest version allowed that this one is below; null when it is below none. A line (the first two
    /// components) has its own smallest version; a line older than all that have one is below the first of them.
    /// </summary>
    public static string? Undercuts(string version, IReadOnlyList<string> minimum)
    {
        var seen = Numbers(version);
        var ordered = minimum.OrderBy(Numbers, ByComponent).ToList();
        var ofLine = ordered.FirstOrDefault(floor => Numbers(floor).Take(2).SequenceEqual(seen.Take(2)));
        var floor = ofLine ?? ordered.FirstOrDefault();
        return floor is not null && ByComponent.Compare(seen, Numbers(floor)) < 0 ? floor : null;
    }

    /// <summary>
    /// The same of a tag, which stands for the newest version that begins with it: 1.23 is below nothing that 1.23 has, 1.21 is
    /// below 1.22.12. A tag that does not begin with a number says no version and is below nothing.
    /// </summary>
    public static string? TagUndercuts(string tag, IReadOnlyList<string> minimum)
    {
        var components = Split(tag).Length;
        return components > 0 && Split(tag)[0].Any(char.IsAsciiDigit) && Undercuts(tag, minimum) is { } floor
            && ByComponent.Compare(Numbers(tag), [.. Numbers(floor).Take(components)]) < 0
            ? floor
            : null;
    }

    /// <summary>Below 0, 0 or above 0 as a version is older than another, of the same age, or newer.</summary>
    public static int Compare(string one, string other) => ByComponent.Compare(Numbers(one), Numbers(other));

    private static readonly Comparer<int[]> ByComponent = Comparer<int[]>.Create((one, other) =>
    {
        for (var i = 0; i < Math.Max(one.Length, other.Length); i++)
        {
            var order = one.ElementAtOrDefault(i).CompareTo(other.ElementAtOrDefault(i));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    });

    private static string[] Split(string version) => version.TrimStart('v').Split('.');

    /// <summary>The components as numbers; what follows the digits of one (<c>rc1</c>, <c>-0</c>) does not count.</summary>
    private static int[] Numbers(string version) =>
        [.. Split(version).Select(part => int.TryParse(
            string.Concat(part.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}
