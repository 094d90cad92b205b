using System.Text.Json;
using Harness.Checks;
using Harness.Reports;
using Harness.Snapshots.Baselines;
using Harness.Suite;
using Harness.Suite.Inspection;

namespace Harness.Cli.Rendering;

/// <summary>What an image consists of, what was found in it and how it differs, for programs.</summary>
internal static class InspectionJson
{
    /// <summary>Writes one image.</summary>
    public static void Write(
        Utf8JsonWriter json,
        InspectedImage image,
        IReadOnlyList<CheckResult>? findings,
        IReadOnlyList<AttestedSubject>? attested,
        IReadOnlyList<Check> checks)
    {
        json.WriteStartObject();
        json.WriteString("reference", image.Source);
        json.WriteString("digest", image.Snapshot.Digest);
        json.WriteString("platform", $"{image.Snapshot.Config.Os}/{image.Snapshot.Config.Architecture}");
        json.WriteNumber("size", image.Numbers.Size);
        json.WriteNumber("paths", image.Numbers.Files);
        json.WriteStartObject("labels");
        foreach (var label in image.Snapshot.Config.Labels)
        {
            json.WriteString(label.Key, label.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("layers");
        foreach (var layer in image.Numbers.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("size", layer.Size);
            json.WriteNumber("paths", layer.Files);
            json.WriteString("createdBy", layer.CreatedBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("largestDirectories");
        foreach (var directory in image.Numbers.LargestDirectories)
        {
            json.WriteStartObject();
            json.WriteString("path", directory.Path);
            json.WriteNumber("size", directory.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (attested is not null)
        {
            Write(json, attested);
        }

        if (findings is not null)
        {
            Write(json, findings, checks);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<AttestedSubject> attested)
    {
        json.WriteStartArray("attested");
        foreach (var subject in attested)
        {
            json.WriteStartObject();
            json.WriteString("role", subject.Role);
            json.WriteString("reference", subject.Reference);
            json.WriteString("note", subject.Note);
            json.WriteStartArray("attestations");
            foreach (var attestation in subject.Attestations)
            {
                json.WriteStartObject();
                json.WriteString("kind", attestation.Kind);
                json.WriteString("predicateType", Printable.Unicode(attestation.PredicateType));
                json.WriteString("place", attestation.Place.ToString().ToLowerInvariant());
                json.WriteBoolean("signed", attestation.IsSigned);
                json.WriteStartArray("facts");
                foreach (var fact in attestation.Facts)
                {
                    json.WriteStringValue(Printable.Unicode(fact));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a comparison.</summary>
    public static void Write(Utf8JsonWriter json, ComparedImage comparison)
    {
        json.WriteStartObject("comparison");
        Write(json, "before", comparison.Before);
        Write(json, "after", comparison.After);
        json.WriteBoolean("accepted", comparison.Accepted);
        json.WriteStartArray("differences");
        foreach (var difference in comparison.Differences)
        {
            json.WriteStartObject();
            json.WriteString("area", difference.Area);
            json.WriteString("change", difference.Change.ToString().ToLowerInvariant());
            json.WriteString("subject", Printable.Unicode(difference.Subject));
            json.WriteString("before", difference.Before is { } before ? Printable.Unicode(before) : null);
            json.WriteString("after", difference.After is { } after ? Printable.Unicode(after) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ImageState state)
    {
        json.WriteStartObject(name);
        json.WriteString("image", state.Image);
        json.WriteString("digest", state.Digest);
        json.WriteString("platform", state.Platform);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<CheckResult> findings, IReadOnlyList<Check> checks)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            var info = checks.First(check => check.Id == finding.CheckId).Info;
            json.WriteStartObject();
            json.WriteString("check", finding.CheckId);
            json.WriteString("title", info.Title);
            json.WriteString("image", finding.Subject.Image);
            json.WriteString("outcome", finding.Outcome.ToString().ToLowerInvariant());
            json.WriteString("expected", Printable.Unicode(finding.Expected));
            json.WriteString("observed", Printable.Unicode(finding.Observed));
            JsonReport.WritePlaces(json, finding.Places);
            json.WriteString("why", info.Why);
            json.WriteString("remedy", ReportContent.Remedy(finding, info));
            json.WriteString("guide", info.Citation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
