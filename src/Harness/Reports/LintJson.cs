using System.Text.Json;
using Harness.Checks.Dockerfiles;

namespace Harness.Reports;

/// <summary>What was found in Dockerfiles, as JSON; what they except is in it with the reason.</summary>
public static class LintJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LintReport> reports)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteStartArray("dockerfiles");
        foreach (var report in reports)
        {
            json.WriteStartObject();
            json.WriteString("file", report.File);
            json.WriteString("image", report.Image);
            json.WriteStartArray("faults");
            foreach (var fault in report.Faults)
            {
                json.WriteStartObject();
                json.WriteNumber("line", fault.Position.Line);
                json.WriteNumber("column", fault.Position.Column);
                json.WriteString("message", fault.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                Write(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LintFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", finding.Check.Id);
        json.WriteString("title", finding.Check.Title);
        json.WriteString("severity", Names.Of(finding.Check.Severity));
        json.WriteNumber("line", finding.Position.Line);
        json.WriteNumber("column", finding.Position.Column);
        json.WriteString("message", finding.Message);
        json.WriteString("remedy", finding.Check.Remedy);
        json.WriteString("guide", finding.Check.Citation);
        json.WriteString("excepted", finding.Exempt);
        json.WriteEndObject();
    }
}
