using System.Text.Json.Nodes;
using Harness.Sandboxes.Kubernetes;
using NUnit.Framework;
using Shouldly;
using YamlDotNet.Serialization;

namespace Harness.Tests.Sandboxes.Kubernetes;

[Parallelizable(ParallelScope.All)]
public sealed class YamlTests
{
    [Test]
    public void Maps_and_lists_are_blocks()
    {
        var document = JsonNode.Parse("""{"kind":"Pod","list":[{"a":1,"b":["x","y"]},"z"],"none":[],"empty":{},"deep":{"flag":true}}""")!.AsObject();

        Yaml.Write(document).ShouldBe(
            """
            kind: Pod
            list:
              - a: 1
                b:
                  - x
                  - "y"
              - z
            none: []
            empty: {}
            deep:
              flag: true

            """);
    }

    [TestCase("plain", "plain")]
    [TestCase("kcr-python:latest", "kcr-python:latest")]
    [TestCase("/mnt/data", "/mnt/data")]
    [TestCase("true", "\"true\"")]
    [TestCase("1", "\"1\"")]
    [TestCase("", "\"\"")]
    [TestCase("-x", "\"-x\"")]
    [TestCase("a: b", "\"a: b\"")]
    [TestCase("a #b", "\"a #b\"")]
    [TestCase("ends:", "\"ends:\"")]
    public void A_text_stays_a_text(string text, string written) =>
        Yaml.Write(new JsonObject { ["key"] = text }).ShouldBe($"key: {written}\n");

    [Test]
    public void A_manifest_read_back_is_the_same()
    {
        var pod = PodManifest.Render(Specs.Of("0123abcd", "c-cpp C++/x"), "tests");

        var read = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(Yaml.Write(pod));

        JsonNode.DeepEquals(Json(read), pod).ShouldBeTrue(Json(read)!.ToJsonString());
    }

    private static JsonNode? Json(object? node) => node switch
    {
        IDictionary<object, object> map => new JsonObject(map.Select(pair => KeyValuePair.Create((string)pair.Key, Json(pair.Value)))),
        IEnumerable<object> list => new JsonArray([.. list.Select(Json)]),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        IConvertible number => JsonValue.Create(number.ToInt32(null)),
        _ => null,
    };
}
