namespace Harness.Reports;

/// <summary>A format of report files.</summary>
/// <typeparam name="T">What a report is made of.</typeparam>
/// <param name="Ending">The ending that names it, with its dot.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Write">Writes a report.</param>
internal sealed record ReportFormat<T>(string Ending, string Name, Action<Stream, T> Write);

/// <summary>The formats that there are.</summary>
/// <typeparam name="T">What a report is made of.</typeparam>
/// <param name="all">All of them.</param>
internal sealed class ReportFormats<T>(params IReadOnlyList<ReportFormat<T>> all)
{
    /// <summary>The format that a path's ending names; null for any other ending.</summary>
    public ReportFormat<T>? Of(string path) =>
        all.FirstOrDefault(format => string.Equals(format.Ending, Path.GetExtension(path), StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", all.Select(format => $"{format.Ending} ({format.Name})"));
}
