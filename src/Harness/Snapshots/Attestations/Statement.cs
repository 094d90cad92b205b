using System.Globalization;
using System.Text.Json;

namespace Harness.Snapshots.Attestations;

/// <summary>Reads what an attestation says: a statement as it is, in an envelope with its signatures (DSSE), or in a bundle of Sigstore's.</summary>
internal static class Statement
{
    private const int MostShown = 12;

    /// <summary>The attestation; null where a document is none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="place">Where it lies.</param>
    /// <param name="isSigned">Whether a signature was seen around it.</param>
    public static Attestation? Read(JsonElement document, AttestationPlace place, bool isSigned = false)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (document.TryGetProperty("dsseEnvelope", out var envelope))
        {
            return Read(envelope, place);
        }

        if (document.TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.String)
        {
            return payload.TryGetBytesFromBase64(out var bytes) && Parse(bytes) is { } statement
                ? Read(statement, place, Items(document, "signatures").Any())
                : null;
        }

        var type = Text(document, "predicateType");
        return type.Length == 0 ? null : new Attestation(type, place, isSigned, Facts(Member(document, "predicate")));
    }

    private static List<string> Facts(JsonElement predicate)
    {
        List<string> facts = [];
        // SPDX 2.3
        Count(predicate, "packages", "package");
        facts.AddRange(Items(Member(predicate, "creationInfo"), "creators").Select(Text).Where(text => text.StartsWith("Tool: ", StringComparison.Ordinal))
            .Select(text => $"by {text["Tool: ".Length..]}"));
        // CycloneDX 1.5
        Count(predicate, "components", "component");
        // OpenVEX 0.2
        Count(predicate, "statements", "statement");
        // SLSA provenance 0.2 and 1
        var definition = Member(predicate, "buildDefinition");
        Fact("built by", Text(Member(predicate, "builder"), "id"), Text(Member(Member(predicate, "runDetails"), "builder"), "id"));
        Count(predicate, "materials", "material");
        Count(definition, "resolvedDependencies", "material");
        var parameters = new[] { Member(Member(predicate, "invocation"), "parameters"), Member(Member(definition, "externalParameters"), "request") }
            .Select(one => Member(one, "args")).FirstOrDefault(one => one.ValueKind == JsonValueKind.Object);
        if (parameters.ValueKind == JsonValueKind.Object)
        {
            const string Arg = "build-arg:";
            var args = parameters.EnumerateObject().Where(arg => arg.Name.StartsWith(Arg, StringComparison.Ordinal))
                .Select(arg => $"{arg.Name[Arg.Length..]}={arg.Value}").ToList();
            facts.AddRange(args.Count == 0 ? [] : [$"ARGs {string.Join(' ', args.Take(MostShown))}{(args.Count > MostShown ? " …" : "")}"]);
        }

        return facts;

        void Count(JsonElement owner, string name, string what)
        {
            if (Member(owner, name) is { ValueKind: JsonValueKind.Array } list)
            {
                facts.Add(string.Create(CultureInfo.InvariantCulture, $"{list.GetArrayLength():N0} {what}{(list.GetArrayLength() == 1 ? "" : "s")}"));
            }
        }

        void Fact(string word, params string[] values) =>
            facts.AddRange(values.Where(value => value.Length > 0).Take(1).Select(value => $"{word} {value}"));
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static string Text(JsonElement owner, string name) => Text(Member(owner, name));

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
