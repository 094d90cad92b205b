using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Harness.Platform.Kubernetes;

/// <summary>Reads the nodes of a kubeconfig.</summary>
internal static class KubeconfigNodes
{
    /// <summary>The text of an entry; null where it is not there or empty.</summary>
    public static string? Text(this YamlMappingNode map, string key) => map.Node(key) switch
    {
        null => null,
        YamlScalarNode scalar => IsNull(scalar) ? null : scalar.Value,
        var other => throw new YamlException(other.Start, other.End, $"'{key}' is no text"),
    };

    /// <summary>Whether an entry is true.</summary>
    public static bool Flag(this YamlMappingNode map, string key) => map.Text(key) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw new YamlException($"'{key}' is '{text}', neither true nor false"));

    /// <summary>A path that is relative to a directory; null where it is not there.</summary>
    public static string? File(this YamlMappingNode map, string key, string directory) => map.Text(key) is { } path ? Path.Combine(directory, path) : null;

    /// <summary>The mapping of an entry; null where it is not there.</summary>
    public static YamlMappingNode? Map(this YamlMappingNode map, string key) => map.Node(key) switch
    {
        YamlMappingNode inner => inner,
        null or YamlScalarNode { Value: null or "" or "null" or "~" } => null,
        var other => throw new YamlException(other.Start, other.End, $"'{key}' is no mapping"),
    };

    /// <summary>The items of an entry; none where it is not there.</summary>
    public static IEnumerable<YamlNode> List(this YamlMappingNode map, string key) => map.Node(key) switch
    {
        YamlSequenceNode sequence => sequence.Children,
        null or YamlScalarNode { Value: null or "" or "null" or "~" } => [],
        var other => throw new YamlException(other.Start, other.End, $"'{key}' is no list"),
    };

    /// <summary>The items of an entry as texts.</summary>
    public static List<string> Texts(this YamlMappingNode map, string key) => [.. map.List(key).Select(item => (item as YamlScalarNode)?.Value ?? "")];

    /// <summary>All entries as texts.</summary>
    public static Dictionary<string, string> Strings(this YamlMappingNode map) =>
        map.Children.Keys.Select(key => $"{key}").ToDictionary(key => key, key => map.Text(key) ?? "", StringComparer.Ordinal);

    /// <summary>The named entries of a list: each has a name, and under a key of its own what it is.</summary>
    public static List<T> Entries<T>(this YamlMappingNode map, string list, string kind, Func<string, YamlMappingNode, T> read) =>
        [.. map.List(list).OfType<YamlMappingNode>().Select(entry => read(entry.Text("name") ?? "", entry.Map(kind) ?? new YamlMappingNode()))];

    /// <summary>An entry as JSON; null where it is not there.</summary>
    public static JsonNode? Json(this YamlMappingNode map, string key) => map.Node(key) is { } node ? Json(node) : null;

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create($"{entry.Key}", Json(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when IsNull(scalar) => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } when bool.TryParse(text, out var flag) => flag,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    private static YamlNode? Node(this YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static bool IsNull(YamlScalarNode scalar) => scalar.Value is null or "" || (scalar.Style == ScalarStyle.Plain && scalar.Value is "null" or "~");
}
