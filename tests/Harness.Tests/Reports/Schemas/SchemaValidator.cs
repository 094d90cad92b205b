using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Tests.Catalog;
using Json.Schema;

namespace Harness.Tests.Reports.Schemas;

/// <summary>Holds JSON documents against their schemas.</summary>
internal static class SchemaValidator
{
    // Only the schema of SARIF comes from there: it is others', and what is written is held against their words.
    private static readonly NodePackages Packages =
        new(Path.Combine(RepositoryRoot.Path, "tests", "Harness.Tests", "Reports", "Schemas"), "sarif-schema", "The SARIF reports were not validated");

    private static readonly Lazy<JsonSchema> Report = new(() => Read(File.ReadAllText(OfReport)));
    private static readonly Lazy<JsonSchema> Catalog = new(() => Read(File.ReadAllText(OfCatalog)));
    private static readonly Lazy<Task<JsonSchema>> Sarif = new(ReadSarifAsync);

    /// <summary>The published schema of the JSON report.</summary>
    public static string OfReport => Path.Combine(RepositoryRoot.Path, "schemas", "report.schema.json");

    /// <summary>The schema of the catalog, for editors.</summary>
    public static string OfCatalog => Path.Combine(RepositoryRoot.Path, "images", "catalog.schema.json");

    /// <summary>What is wrong with a JSON report by its published schema: <c>/pointer: message</c>.</summary>
    public static IReadOnlyList<string> FaultsOfReport(string document) => Faults(Report.Value, document);

    /// <summary>What is wrong with a catalog by its schema.</summary>
    public static IReadOnlyList<string> FaultsOfCatalog(string document) => Faults(Catalog.Value, document);

    /// <summary>What is wrong with a SARIF log by the schema of SARIF 2.1.0.</summary>
    public static async Task<IReadOnlyList<string>> FaultsOfSarifAsync(string document) => Faults(await Sarif.Value, document);

    /// <summary>What is wrong with a schema by the schema of its draft.</summary>
    public static IReadOnlyList<string> FaultsOfSchema(string schema) => Faults(MetaSchemas.Draft202012, schema);

    private static List<string> Faults(JsonSchema schema, string document)
    {
        using var json = JsonDocument.Parse(document);
        var results = schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Prepend(results).SelectMany(one => (one.Errors ?? []).Select(error => $"{one.InstanceLocation}: {error.Value}"))];
    }

    // Each has a registry of its own: what one schema names is no other's.
    private static JsonSchema Read(string text) => JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new() });

    private static async Task<JsonSchema> ReadSarifAsync()
    {
        var file = Path.Combine(await Packages.ModulesAsync(), "@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json");
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        // Of draft 4, which the validator does not know, it has nothing that draft 6 reads differently but these.
        schema["$schema"] = "http://json-schema.org/draft-06/schema#";
        schema.Remove("id");
        return Read(schema.ToJsonString());
    }
}
