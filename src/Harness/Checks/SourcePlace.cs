using System.Globalization;

namespace Harness.Checks;

/// <summary>A place in a file of the repository that a result leads to.</summary>
/// <param name="File">The file's path, as people know it.</param>
/// <param name="Line">The line, from 1; null when only the file is known.</param>
/// <param name="Column">The character of the line, from 1; null when it is all of the line.</param>
/// <param name="Message">What is wrong there; null when the result says it.</param>
public sealed record SourcePlace(string File, int? Line = null, int? Column = null, string? Message = null)
{
    /// <summary>In the form that editors and CI services make a link of: <c>images/python/Dockerfile:88</c>.</summary>
    public override string ToString() => string.Join(
        ':',
        new[] { File, Line?.ToString(CultureInfo.InvariantCulture), Line is null ? null : Column?.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
}
