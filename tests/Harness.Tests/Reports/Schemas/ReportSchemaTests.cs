using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Checks;
using Harness.Reports;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports.Schemas;

/// <summary>The published schema and the JSON report say the same.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ReportSchemaTests
{
    private static readonly string[] Known =
    [
        "$schema", "$id", "$ref", "$defs", "title", "description", "default", "type", "const", "enum", "anyOf", "properties", "required",
        "additionalProperties", "propertyNames", "items", "pattern", "minLength", "minimum", "maximum", "exclusiveMinimum", "uniqueItems", "examples",
    ];

    private static readonly ReportContent Everything = Content(Run(
        Passed("CFG001", Python),
        Failed("RUN002", PythonInDocker) with { Places = [new SourcePlace("images/python/Dockerfile", 88), new SourcePlace("a", 1, 2, "wrong")] },
        Errored("RUN001", TypeScriptInDocker),
        Skipped("RUN002", TypeScriptInDocker)) with
    {
        Leftovers = ["a pod"],
        Images = [.. Run().Images, Image("c-cpp", null)],
    });

    [Test]
    public void A_report_with_everything_in_it_is_valid() => SchemaValidator.FaultsOfReport(Text(Everything)).ShouldBeEmpty();

    [Test]
    public void A_report_of_nothing_is_valid() =>
        SchemaValidator.FaultsOfReport(Text(Content(Run() with { Images = [], Interrupted = true }))).ShouldBeEmpty();

    [TestCase("schemas/report.schema.json")]
    [TestCase("images/catalog.schema.json")]
    public void The_schemas_are_schemas_with_no_word_that_a_validator_passes_over(string file)
    {
        var text = File.ReadAllText(Path.Combine(Catalog.RepositoryRoot.Path, file));

        SchemaValidator.FaultsOfSchema(text).ShouldBeEmpty();
        Keywords(JsonNode.Parse(text)!).ShouldBeSubsetOf(Known);
    }

    [TestCase("status")]
    [TestCase("results/0/observed")]
    [TestCase("images/0/base/digest")]
    [TestCase("counts/skipped")]
    public void A_report_that_lacks_a_member_is_not(string path)
    {
        var document = JsonNode.Parse(Text(Everything))!;
        var names = path.Split('/');
        var parent = names[..^1].Aggregate(document, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);
        parent.AsObject().Remove(names[^1]).ShouldBeTrue();

        SchemaValidator.FaultsOfReport(document.ToJsonString()).ShouldHaveSingleItem().ShouldContain(names[^1]);
    }

    [Test]
    public void An_outcome_that_there_is_not_is_refused()
    {
        var document = JsonNode.Parse(Text(Everything))!;
        document["results"]![0]!["outcome"] = "green";

        SchemaValidator.FaultsOfReport(document.ToJsonString()).ShouldHaveSingleItem().ShouldContain("/results/0/outcome");
    }

    [Test]
    public void Every_member_that_is_written_is_described_and_required()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaValidator.OfReport));
        using var report = JsonDocument.Parse(Text(Everything));
        var definitions = schema.RootElement.GetProperty("$defs");

        Same(report.RootElement, schema.RootElement);
        Same(report.RootElement.GetProperty("counts"), schema.RootElement.GetProperty("properties").GetProperty("counts"));
        var image = report.RootElement.GetProperty("images")[0];
        Same(image, definitions.GetProperty("image"));
        Same(image.GetProperty("base"), definitions.GetProperty("image").GetProperty("properties").GetProperty("base"));
        Same(image.GetProperty("packages"), definitions.GetProperty("image").GetProperty("properties").GetProperty("packages"));
        Same(report.RootElement.GetProperty("results")[1], definitions.GetProperty("result"));
        Same(report.RootElement.GetProperty("results")[1].GetProperty("places")[0], definitions.GetProperty("place"));

        static void Same(JsonElement written, JsonElement described)
        {
            var names = written.EnumerateObject().Select(member => member.Name).ToList();
            described.GetProperty("properties").EnumerateObject().Select(member => member.Name).ShouldBe(names, ignoreOrder: true);
            described.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ShouldBe(names, ignoreOrder: true);
        }
    }

    /// <summary>The words of a schema, and of all that are in it; what a schema calls its properties is none.</summary>
    private static IEnumerable<string> Keywords(JsonNode schema) => schema switch
    {
        JsonArray several => several.OfType<JsonNode>().SelectMany(Keywords),
        JsonObject one => one.SelectMany(member => (IEnumerable<string>)
        [
            member.Key,
            .. member.Key switch
            {
                "properties" or "$defs" => member.Value!.AsObject().SelectMany(named => Keywords(named.Value!)),
                "const" or "enum" or "default" or "examples" => [],
                _ => member.Value is null ? [] : Keywords(member.Value),
            },
        ]),
        _ => [],
    };

    private static string Text(ReportContent content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonReport.Options))
        {
            JsonReport.Write(json, content);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
