using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Checks;
using Harness.Images;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>
/// The JSON report. Schema version 1; members are added within a version, never renamed or removed:
/// <code>
/// { "schemaVersion": 1, "session", "command", "started" (UTC, ISO 8601), "durationSeconds", "interrupted",
///   "status" ("passed" | "failed" | "errored" | "interrupted"), "exitStatus",
///   "counts": { "passed", "failed", "errored", "skipped" },
///   "leftovers": [ what could not be removed, and why ],
///   "baseProviders": [ "dhi" | "mirror" | "local" | "unknown" ],
///   "images": [ { "name", "reference", "digest", "registryDigest", "versions": { ARG: value },
///                 "base": { "provider", "name", "digest" },
///                 "packages": { "set" ("full" | "core"), "notIncluded": [ advertised, and left out of this image ] } } ],
///   "results": [ { "check", "title", "guide", "image", "language", "backend",
///                  "severity" ("error" | "warning"), "outcome" ("passed" | "failed" | "errored" | "skipped"), "durationSeconds",
///                  "expected", "observed", "places": [ { "file", "line", "column", "message" } ], "why", "remedy", "reproduce" } ] }
/// </code>
/// <c>schemas/report.schema.json</c> describes each member.
/// </summary>
public static class JsonReport
{
    /// <summary>The version of the shape.</summary>
    public const int SchemaVersion = 1;

    /// <summary>How all JSON of the harness is written.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Indented = true,
        // Read by programs and people, never embedded in HTML: "Grüße" stays as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the report.</summary>
    public static void Write(Utf8JsonWriter json, ReportContent content)
    {
        var run = content.Run;
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("session", run.Session);
        json.WriteString("command", run.Command);
        json.WriteString("started", run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        WriteSeconds(json, run.Duration);
        json.WriteBoolean("interrupted", run.Interrupted);
        json.WriteString("status", Names.Of(run.Status));
        json.WriteNumber("exitStatus", (int)run.Status);
        json.WriteStartObject("counts");
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            json.WriteNumber(Names.Of(outcome), run.Count(outcome));
        }

        json.WriteEndObject();
        json.WriteStartArray("leftovers");
        foreach (var leftover in run.Leftovers)
        {
            json.WriteStringValue(leftover);
        }

        json.WriteEndArray();
        json.WriteStartArray("baseProviders");
        foreach (var provider in content.Providers)
        {
            json.WriteStringValue(provider);
        }

        json.WriteEndArray();
        json.WriteStartArray("images");
        foreach (var image in run.Images)
        {
            Write(json, image);
        }

        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var result in run.Results)
        {
            Write(json, result, content);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImageUnderTest image)
    {
        json.WriteStartObject();
        json.WriteString("name", image.Definition.Name);
        json.WriteString("reference", image.Reference.ToString());
        json.WriteString("digest", image.Digest.Text);
        json.WriteString("registryDigest", image.RegistryDigest);
        json.WriteStartObject("versions");
        foreach (var (name, value) in image.Versions)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("base");
        json.WriteString("provider", image.BaseProvider);
        json.WriteString("name", image.BaseName);
        json.WriteString("digest", image.BaseDigest);
        json.WriteEndObject();
        json.WriteStartObject("packages");
        json.WriteString("set", Names.Of(image.Set));
        json.WriteStartArray("notIncluded");
        foreach (var package in image.NotIncluded)
        {
            json.WriteStringValue(package);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CheckResult result, ReportContent content)
    {
        var info = content.Info(result);
        json.WriteStartObject();
        json.WriteString("check", result.CheckId);
        json.WriteString("title", info.Title);
        json.WriteString("guide", info.Citation);
        json.WriteString("image", result.Subject.Image);
        json.WriteString("language", result.Subject.Language);
        json.WriteString("backend", result.Subject.Backend?.Word);
        json.WriteString("severity", Names.Of(info.Severity));
        json.WriteString("outcome", Names.Of(result.Outcome));
        WriteSeconds(json, result.Duration);
        json.WriteString("expected", Printable.Unicode(result.Expected));
        json.WriteString("observed", Printable.Unicode(result.Observed));
        WritePlaces(json, result.Places);
        json.WriteString("why", info.Why);
        json.WriteString("remedy", ReportContent.Remedy(result, info));
        json.WriteString("reproduce", content.Reproduce(result));
        json.WriteEndObject();
    }

    /// <summary>Writes the places that a result leads to, as the property <c>places</c>.</summary>
    public static void WritePlaces(Utf8JsonWriter json, IReadOnlyList<SourcePlace> places)
    {
        json.WriteStartArray("places");
        foreach (var place in places)
        {
            Write(json, place);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SourcePlace place)
    {
        json.WriteStartObject();
        json.WriteString("file", place.File);
        WriteNumber("line", place.Line);
        WriteNumber("column", place.Column);
        json.WriteString("message", place.Message is { } message ? Printable.Unicode(message) : null);
        json.WriteEndObject();

        void WriteNumber(string name, int? value)
        {
            if (value is { } number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }

    private static void WriteSeconds(Utf8JsonWriter json, TimeSpan duration) =>
        json.WriteNumber("durationSeconds", Math.Round((decimal)duration.TotalSeconds, 3));
}
