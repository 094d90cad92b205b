using System.Text.Json;
using Harness.Catalog;
using Harness.Sandboxes.Kubernetes.Drift;
using Harness.Tests.Reports.Schemas;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

[Parallelizable(ParallelScope.All)]
public sealed class CatalogSchemaTests
{
    private static readonly JsonElement Definitions = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "images/catalog.schema.json")))
        .RootElement.GetProperty("$defs");

    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "images/catalog.yaml"));

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

    [Test]
    public void The_catalog_is_valid_by_its_schema() => Faults(Text).ShouldBeEmpty();

    [TestCase("variant: minimal", "variant: smallest", "/images/python/variant", TestName = "A_variant_that_there_is_not_is_refused")]
    [TestCase("version: 1\n", "version: 2\n", "/version", TestName = "Another_version_of_the_format_is_refused")]
    [TestCase("    context: images/bases/python\n", "", "/bases/python", TestName = "A_base_without_a_context_is_refused")]
    [TestCase("    context: images/bases/python\n", "    contxt: images/bases/python\n", "/bases/python", TestName = "A_key_that_there_is_not_is_refused")]
    public void What_is_wrong_with_a_catalog_is_found(string good, string bad, string where)
    {
        var text = Text.Replace(good, bad, StringComparison.Ordinal);

        text.ShouldNotBe(Text);
        Faults(text).ShouldContain(fault => fault.StartsWith(where, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Faults(string catalog) =>
        SchemaValidator.FaultsOfCatalog(ManifestDocuments.Read(catalog, "catalog.yaml").ShouldHaveSingleItem().ToJsonString());

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(key => key.GetString()!) : [];
}
