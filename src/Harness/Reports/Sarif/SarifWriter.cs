using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Checks;

namespace Harness.Reports.Sarif;

/// <summary>Writes SARIF 2.1.0, in the form that code scanning services read.</summary>
internal static partial class SarifWriter
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Root = "%SRCROOT%";

    private static readonly string Version =
        typeof(SarifWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Writes one log.</summary>
    public static void Write(Utf8JsonWriter json, SarifLog log)
    {
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, log.Rules);
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"kcr-harness/{log.Category}/");
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        Write(json, log.Invocation);
        json.WriteStartArray("results");
        var rules = log.Rules.Index().ToDictionary(rule => rule.Item.Id, rule => rule.Index, StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var alert in log.Alerts)
        {
            // The same fault twice in a file is two alerts, told apart by their order.
            var identity = $"{alert.CheckId}|{alert.Identity}";
            var ordinal = seen[identity] = seen.GetValueOrDefault(identity) + 1;
            Write(json, alert, rules[alert.CheckId], log.Rules[rules[alert.CheckId]], $"{identity}|{ordinal}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<CheckInfo> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "kcr-harness");
        json.WriteString("version", Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            Write(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CheckInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        WriteText(json, "shortDescription", $"{rule.Title}.");
        WriteText(json, "fullDescription", rule.Why);
        json.WriteStartObject("help");
        json.WriteString("text", Message($"{rule.Remedy}\n\nRests on {rule.Citation}.\nharness checks {rule.Id} explains it."));
        json.WriteString("markdown", CheckMarkdown.Explain(rule));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue("conformance");
        json.WriteStringValue(rule.Id.TrimEnd("0123456789".ToCharArray()));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SarifInvocation invocation)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", invocation.Status is ExitStatus.Passed or ExitStatus.CheckFailed);
        json.WriteNumber("exitCode", (int)invocation.Status);
        if (invocation.Command is { } command)
        {
            json.WriteString("commandLine", Printable.Unicode(command));
        }

        if (invocation.Time is { } time)
        {
            json.WriteString("startTimeUtc", Utc(time.Started));
            json.WriteString("endTimeUtc", Utc(time.Ended));
        }

        if (invocation.Notes.Count > 0)
        {
            json.WriteStartArray("toolExecutionNotifications");
            foreach (var note in invocation.Notes)
            {
                Write(json, note);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SarifNote note)
    {
        json.WriteStartObject();
        json.WriteString("level", "error");
        WriteText(json, "message", note.Text);
        if (note.CheckId is { } id)
        {
            json.WriteStartObject("associatedRule");
            json.WriteString("id", id);
            json.WriteEndObject();
        }

        if (note.Place is { } place)
        {
            json.WriteStartArray("locations");
            WriteLocation(json, place, null);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SarifAlert alert, int index, CheckInfo rule, string identity)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", alert.CheckId);
        json.WriteNumber("ruleIndex", index);
        json.WriteString("level", Level(rule));
        WriteText(json, "message", alert.Text);
        json.WriteStartArray("locations");
        WriteLocation(json, alert.Places[0], null);
        json.WriteEndArray();
        if (alert.Places.Count > 1)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var (number, place) in alert.Places.Skip(1).Index())
            {
                WriteLocation(json, place, number + 1);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString("kcrIdentity/v1", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32]);
        json.WriteEndObject();
        if (alert.Excepted is { } reason)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("justification", Printable.Unicode(reason));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, SourcePlace place, int? id)
    {
        json.WriteStartObject();
        if (id is { } number)
        {
            json.WriteNumber("id", number);
        }

        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        if (Path.IsPathRooted(place.File))
        {
            json.WriteString("uri", new Uri(place.File).AbsoluteUri);
        }
        else
        {
            json.WriteString("uri", string.Join('/', place.File.Replace('\\', '/').Split('/').Where(part => part != ".").Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", Root);
        }

        json.WriteEndObject();
        // Code scanning shows a result at a line: of a file as a whole, the first.
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line ?? 1);
        if (place.Column is { } column)
        {
            json.WriteNumber("startColumn", column);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Message(text));
        json.WriteEndObject();
    }

    /// <summary>
    /// Text in which nothing is taken for a placeholder (<c>{0}</c>) or a link (<c>[words](target)</c>): what images print is in it.
    /// </summary>
    private static string Message(string text) => Placeholder()
        .Replace(Printable.Unicode(text.ReplaceLineEndings("\n")), "{{$1}}")
        .Replace("](", "] (", StringComparison.Ordinal);

    private static string Level(CheckInfo rule) => Names.Of(rule.Severity);

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([0-9]+)\}")]
    private static partial Regex Placeholder();
}
