using System.Globalization;
using Harness.Catalog;

namespace Harness.Cli.Rendering;

/// <summary>Says of versions that their line's end has come, or is near.</summary>
internal static class LifeEnds
{
    /// <summary>How long before it an end is spoken of, in days: long enough to move to another line.</summary>
    private const int Notice = 180;

    /// <summary>What there is to say of a version; null where its end is far, or nobody says when it is.</summary>
    /// <param name="arg">The version ARG.</param>
    /// <param name="value">Its value.</param>
    /// <param name="ends">The last day of its line.</param>
    /// <param name="source">Where that is said.</param>
    /// <param name="today">Today.</param>
    public static string? Of(string arg, string value, DateOnly? ends, string? source, DateOnly today)
    {
        if (ends is not { } last || last.DayNumber - today.DayNumber > Notice)
        {
            return null;
        }

        var day = last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return today > last
            ? $"{arg}={value} came to its end of life on "
                + $"{day} and gets no security updates any more ({source}). Move to a newer line: harness pins says which there are."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{arg}={value} comes to its end of life on {day}, in "
                + $"{last.DayNumber - today.DayNumber} days ({source}). Plan to move to a newer line: harness pins says which there are.");
    }

    /// <summary>What there is to say of versions, each once.</summary>
    /// <param name="versions">The version ARGs with their values.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<string> Of(IEnumerable<(VersionArg Version, string Value)> versions, DateOnly today) =>
    [
        .. versions
            .Select(one => Of(one.Version.Arg, one.Value, one.Version.LifeEnd?.Of(one.Value), one.Version.LifeEnd?.Source, today))
            .OfType<string>()
            .Distinct(),
    ];
}
