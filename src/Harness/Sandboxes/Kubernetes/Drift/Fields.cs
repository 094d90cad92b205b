using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>
/// Reads fields of a manifest. What has another type than Kubernetes gives it is a fault: a container list that is a
/// mapping must not look like a pod without containers.
/// </summary>
internal static class Fields
{
    /// <summary>A mapping; null when it is not there.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static JsonObject? Map(JsonObject parent, string name, string path) => parent[name] switch
    {
        null => null,
        JsonObject map => map,
        var other => throw Wrong(path, name, "a mapping", other),
    };

    /// <summary>A text; null when it is not there.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static string? Text(JsonObject parent, string name, string path) => parent[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => throw Wrong(path, name, "a text", other),
    };

    /// <summary>The mappings of a list; none when it is not there.</summary>
    /// <exception cref="UsageException">It is something else, or an item is.</exception>
    public static IReadOnlyList<JsonObject> List(JsonObject parent, string name, string path) => parent[name] switch
    {
        null => [],
        JsonArray list => [.. list.Select((item, index) => item as JsonObject ?? throw Wrong(path, $"{name}[{index}]", "a mapping", item))],
        var other => throw Wrong(path, name, "a list", other),
    };

    /// <summary>The mappings of a list by the text that tells them apart.</summary>
    /// <exception cref="UsageException">One has no such text, or two have the same.</exception>
    public static IReadOnlyList<(string Key, JsonObject Item)> Keyed(JsonObject parent, string name, string key, string path)
    {
        var items = List(parent, name, path)
            .Select((item, index) => (Key: Text(item, key, $"{path}{name}[{index}].") ?? throw new UsageException($"{path}{name}[{index}] has no {key}"), item))
            .ToList();
        return items.GroupBy(item => item.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UsageException($"{path}{name} has two items with the {key} '{twice.Key}'")
            : items;
    }

    /// <summary>Follows a path of mappings.</summary>
    /// <exception cref="UsageException">What lies on the way is no mapping.</exception>
    public static JsonNode? At(JsonObject parent, string field, string path)
    {
        var names = field.Split('.');
        var map = parent;
        foreach (var name in names[..^1])
        {
            if (Map(map, name, path) is not { } next)
            {
                return null;
            }

            (map, path) = (next, $"{path}{name}.");
        }

        return map[names[^1]];
    }

    private static UsageException Wrong(string path, string name, string expected, JsonNode? seen) =>
        new($"{path}{name} is {seen?.ToJsonString() ?? "nothing"}, expected {expected}");
}
