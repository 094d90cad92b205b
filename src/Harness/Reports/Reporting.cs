using System.Text.Json;
using Harness.Checks.Dockerfiles;

namespace Harness.Reports;

/// <summary>What can be reported, and in which formats.</summary>
public static class Reporting
{
    private static readonly ReportFormats<ReportContent> OfRuns = new(
        new(".xml", "JUnit", JUnitReport.Write),
        new(".json", "JSON", (stream, content) => WriteJson(stream, json => JsonReport.Write(json, content))),
        new(".sarif", "SARIF 2.1.0", SarifReport.Write),
        new(".md", "Markdown", MarkdownReport.Write),
        new(".html", "HTML", HtmlReport.Write));

    private static readonly ReportFormats<IReadOnlyList<LintReport>> OfLint = new(
        new(".sarif", "SARIF 2.1.0", SarifReport.Write),
        new(".json", "JSON", (stream, reports) => WriteJson(stream, json => LintJson.Write(json, reports))));

    /// <summary>Makes sure that reports of a run can be written to these paths; missing directories are created.</summary>
    /// <param name="paths">Paths whose ending names the format.</param>
    /// <exception cref="UsageException">An ending is not known, or a path cannot be written; all of them.</exception>
    public static ReportFiles<ReportContent> OfRun(IReadOnlyList<string> paths) => new(OfRuns, paths);

    /// <summary>The same for what was found in Dockerfiles.</summary>
    /// <param name="paths">Paths whose ending names the format.</param>
    /// <exception cref="UsageException">An ending is not known, or a path cannot be written; all of them.</exception>
    public static ReportFiles<IReadOnlyList<LintReport>> OfDockerfiles(IReadOnlyList<string> paths) => new(OfLint, paths);

    private static void WriteJson(Stream stream, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(stream, JsonReport.Options);
        write(json);
    }
}
