using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>Reads the documents of a file as kubectl does: YAML with anchors and merge keys, or JSON, one or several.</summary>
internal static class ManifestDocuments
{
    private const int Deepest = 100;
    private const int Most = 1_000_000;

    // YAML 1.1, as kubectl reads it: hostPID: yes is true.
    private static readonly Dictionary<string, JsonNode?> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = true,
        ["yes"] = true,
        ["on"] = true,
        ["false"] = false,
        ["no"] = false,
        ["off"] = false,
        ["null"] = null,
        ["~"] = null,
        [""] = null,
    };

    /// <summary>The documents that say anything, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name as messages show it.</param>
    /// <exception cref="UsageException">It is neither YAML nor JSON.</exception>
    public static IReadOnlyList<JsonNode> Read(string text, string file)
    {
        try
        {
            return text.TrimStart().StartsWith('{') && TryReadJson(text) is { } documents ? documents : ReadYaml(text);
        }
        catch (YamlException fault)
        {
            throw new UsageException(
                $"{file}:{fault.Start.Line}:{fault.Start.Column}: this is neither YAML nor JSON: {fault.InnerException?.Message ?? fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // The parser loses itself in some unclosed brackets.
            throw new UsageException($"{file}: this is neither YAML nor JSON: a bracket or brace is not closed where it should be");
        }
    }

    private static List<JsonNode>? TryReadJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(
                Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = Deepest });
            var documents = new List<JsonNode>();
            while (reader.Read())
            {
                var document = JsonNode.Parse(ref reader)!;
                // Nodes are made at first use, and only then a name that stands twice is found.
                _ = document.DeepClone();
                documents.Add(document);
            }

            return documents;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // A mapping in YAML may start with a brace as well; the YAML reader says what is wrong, and where.
            return null;
        }
    }

    private static List<JsonNode> ReadYaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var left = Most;
        return [.. stream.Documents.Select(document => Convert(document.RootNode, 0, ref left)).OfType<JsonNode>()];
    }

    private static JsonNode? Convert(YamlNode node, int depth, ref int left)
    {
        // An alias can stand for what contains it, or for ever more aliases.
        if (depth > Deepest || --left < 0)
        {
            throw new YamlException(node.Start, node.End, $"nested deeper than {Deepest} levels, or more than {Most} values");
        }

        switch (node)
        {
            case YamlMappingNode map:
                return Members(map, depth, ref left);
            case YamlSequenceNode list:
                var items = new JsonArray();
                foreach (var item in list.Children)
                {
                    items.Add(Convert(item, depth + 1, ref left));
                }

                return items;
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    private static JsonObject Members(YamlMappingNode map, int depth, ref int left)
    {
        var members = new JsonObject();
        var merged = new List<JsonNode?>();
        foreach (var (key, value) in map.Children)
        {
            var name = key is YamlScalarNode scalar ? scalar.Value ?? "" : throw new YamlException(key.Start, key.End, "a key is no text");
            if (name == "<<")
            {
                merged.Add(Convert(value, depth + 1, ref left));
            }
            else
            {
                members[name] = Convert(value, depth + 1, ref left);
            }
        }

        // A merge key's mappings give what the mapping itself does not have, the first of several first.
        foreach (var (name, value) in merged
            .SelectMany(one => one is JsonArray several ? several : (IEnumerable<JsonNode?>)[one])
            .OfType<JsonObject>()
            .SelectMany(one => one))
        {
            if (!members.ContainsKey(name))
            {
                members[name] = value?.DeepClone();
            }
        }

        return members;
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        return scalar.Style != ScalarStyle.Plain ? JsonValue.Create(text)
            : Words.TryGetValue(text, out var word) ? word?.DeepClone()
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
