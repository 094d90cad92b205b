using System.Text.Json;
using Harness.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

[Parallelizable(ParallelScope.All)]
public sealed class CatalogSchemaTests
{
    private static readonly JsonElement Definitions = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "images/catalog.schema.json")))
        .RootElement.GetProperty("$defs");

    private static IEnumerable<string> ShapeNames => CatalogShapes.All.Select(shape => shape.Name);

    [TestCaseSource(nameof(ShapeNames))]
    public void The_schema_and_the_loader_know_the_same_keys(string name)
    {
        var shape = CatalogShapes.All.Single(candidate => candidate.Name == name);
        var schema = Definitions.GetProperty(name);

        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(shape.Keys, ignoreOrder: true);
        Required(schema).ShouldBe(shape.Required, ignoreOrder: true);
        schema.GetProperty("additionalProperties").ValueKind.ShouldBe(JsonValueKind.False);
    }

    [Test]
    public void The_schema_closes_no_mapping_that_the_loader_does_not_know() =>
        Definitions.EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out _))
            .Select(definition => definition.Name)
            .ShouldBe(ShapeNames, ignoreOrder: true);

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(key => key.GetString()!) : [];
}
