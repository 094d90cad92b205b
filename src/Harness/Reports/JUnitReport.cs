using System.Globalization;
using System.Text;
using System.Xml;
using Harness.Checks;
using Harness.Images;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>
/// The JUnit report: a suite for each image, a case for each language and check. A failure's text has the five parts
/// that every failure has: expected, observed, why, remedy, and the command that reproduces it.
/// </summary>
internal static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        // A carriage return in the evidence must survive a parser's normalisation.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Writes the report.</summary>
    public static void Write(Stream stream, ReportContent content)
    {
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "kcr-harness");
        WriteCounts(xml, content.Run.Results, content.Run.Duration);
        foreach (var suite in content.Run.Results.GroupBy(result => result.Subject.Image, StringComparer.Ordinal))
        {
            WriteSuite(xml, suite.Key, [.. suite], content);
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteSuite(XmlWriter xml, string image, List<CheckResult> results, ReportContent content)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", image);
        WriteCounts(xml, results, TimeSpan.FromTicks(results.Sum(result => result.Duration.Ticks)));
        xml.WriteAttributeString("timestamp", content.Run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        WriteProperty(xml, "session", content.Run.Session);
        WriteProperty(xml, "command", content.Run.Command);
        WriteProperty(xml, "interrupted", content.Run.Interrupted ? "true" : "false");
        if (content.Image(results[0]) is { } found)
        {
            WriteProperties(xml, found);
        }

        xml.WriteEndElement();
        foreach (var result in results)
        {
            WriteCase(xml, result, content);
        }

        xml.WriteEndElement();
    }

    private static void WriteProperties(XmlWriter xml, ImageUnderTest image)
    {
        WriteProperty(xml, "image.reference", image.Reference.ToString());
        WriteProperty(xml, "image.digest", image.Digest.Text);
        WriteProperty(xml, "base.provider", image.BaseProvider ?? "unknown");
        WriteProperty(xml, "base.name", image.BaseName ?? "unknown");
        WriteProperty(xml, "base.digest", image.BaseDigest ?? "unknown");
        foreach (var (name, value) in image.Versions)
        {
            WriteProperty(xml, $"version.{name}", value);
        }
    }

    private static void WriteCase(XmlWriter xml, CheckResult result, ReportContent content)
    {
        var info = content.Info(result);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", result.Subject.ToString().Replace('/', '.'));
        xml.WriteAttributeString("name", $"{result.CheckId} {info.Title}");
        xml.WriteAttributeString("time", Seconds(result.Duration));
        switch (result.Outcome)
        {
            case Outcome.Failed:
                WriteProblem(xml, "failure", result, content);
                break;
            case Outcome.Errored:
                WriteProblem(xml, "error", result, content);
                break;
            case Outcome.Skipped:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Printable.Xml(result.Observed));
                xml.WriteEndElement();
                break;
            case Outcome.Passed:
                break;
        }

        xml.WriteEndElement();
    }

    private static void WriteProblem(XmlWriter xml, string element, CheckResult result, ReportContent content)
    {
        var info = content.Info(result);
        xml.WriteStartElement(element);
        xml.WriteAttributeString("type", result.CheckId);
        xml.WriteAttributeString("message", Printable.Xml(FirstLine(result.Observed)));
        xml.WriteString(Printable.Xml($"""
            expected: {result.Expected}
            observed: {result.Observed}{Where(result)}
            why: {info.Why} ({info.Citation})
            remedy: {ReportContent.Remedy(result, info)}
            reproduce: {content.Reproduce(result)}
            """.ReplaceLineEndings("\n")));
        xml.WriteEndElement();
    }

    private static string Where(CheckResult result) =>
        ReportContent.FurtherPlaces(result) is { Count: > 0 } places ? $"\nwhere: {string.Join(", ", places)}" : "";

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Printable.Xml(value));
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<CheckResult> results, TimeSpan duration)
    {
        WriteCount("tests", results.Count);
        WriteCount("failures", Count(Outcome.Failed));
        WriteCount("errors", Count(Outcome.Errored));
        WriteCount("skipped", Count(Outcome.Skipped));
        xml.WriteAttributeString("time", Seconds(duration));

        int Count(Outcome outcome) => results.Count(result => result.Outcome == outcome);

        void WriteCount(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
