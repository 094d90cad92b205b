using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Catalog.Yaml;

/// <summary>
/// Reads the keys of one mapping. A key that is missing or wrong is reported and a harmless value is returned, so that
/// reading goes on and finds the other problems.
/// </summary>
internal sealed partial class MapReader
{
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly Shape shape;
    private readonly Problems problems;

    private MapReader(Position position, Shape shape, Problems problems)
    {
        (Position, this.shape, this.problems) = (position, shape, problems);
    }

    /// <summary>Where the mapping begins.</summary>
    public Position Position { get; }

    /// <summary>Opens a mapping and reports unknown, duplicate and missing keys.</summary>
    public static MapReader Open(YamlNode node, Shape shape, Problems problems)
    {
        var reader = new MapReader(node.Position, shape, problems);
        foreach (var (key, value) in Entries(node, $"a mapping with {Listed(shape.Keys)}", problems))
        {
            if (!shape.Keys.Contains(key.Text))
            {
                var suggestion = Suggestion.For(key.Text, shape.Keys);
                problems.Add(
                    key.Position,
                    $"unknown key '{key.Text}' in {shape.Name}{(suggestion is "" ? $"; valid keys are {Listed(shape.Keys)}" : suggestion)}");
            }
            else
            {
                reader.values[key.Text] = value;
            }
        }

        if (node is YamlMap)
        {
            foreach (var missing in shape.Required.Where(key => !reader.values.ContainsKey(key)))
            {
                problems.Add(node.Position, $"missing key '{missing}' in {shape.Name}");
            }
        }

        return reader;
    }

    /// <summary>The entries of a mapping with free keys; duplicates are reported and left out.</summary>
    public static IEnumerable<(YamlScalar Key, YamlNode Value)> Entries(YamlNode node, string expected, Problems problems)
    {
        if (node is not YamlMap map)
        {
            problems.Add(node.Position, $"expected {expected}, found {node.Kind}");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (seen.Add(key.Text))
            {
                yield return (key, value);
            }
            else
            {
                problems.Add(key.Position, $"duplicate key '{key.Text}'");
            }
        }
    }

    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>The node of a key; null when it is not there, which has been reported if the key is required.</summary>
    public YamlNode? Node(string key)
    {
        Debug.Assert(shape.Keys.Contains(key), $"{shape.Name} does not list the key '{key}'");
        return values.GetValueOrDefault(key);
    }

    /// <summary>Where the key's value stands, or the mapping where there is none.</summary>
    public Position PositionOf(string key) => Node(key)?.Position ?? Position;

    public string Text(string key) => Node(key) is { } node ? TextOf(node, $"'{key}'") : "";

    public bool Flag(string key, bool otherwise)
    {
        switch (Node(key))
        {
            case null:
                return otherwise;
            case YamlScalar { Type: ScalarKind.Boolean } scalar:
                return scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
            case { } node:
                problems.Add(node.Position, $"'{key}' must be true or false, found {node.Kind}");
                return otherwise;
        }
    }

    public double Number(string key, double otherwise)
    {
        switch (Node(key))
        {
            case null:
                return otherwise;
            case YamlScalar { Type: ScalarKind.Number } scalar
                when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0:
                return number;
            case { } node:
                problems.Add(node.Position, $"'{key}' must be a number above 0, found {node.Kind}");
                return otherwise;
        }
    }

    /// <summary>An amount of memory: a whole number with Mi or Gi, as Kubernetes writes it.</summary>
    public long Memory(string key, long otherwise)
    {
        switch (Node(key))
        {
            case null:
                return otherwise;
            case YamlScalar { Type: ScalarKind.Text } scalar when MemoryAmount().Match(scalar.Text) is { Success: true } match:
                return long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) << (match.Groups[2].Value is "Gi" ? 30 : 20);
            case { } node:
                problems.Add(node.Position, $"'{key}' must be an amount of memory such as 512Mi or 1Gi, found {node.Kind}");
                return otherwise;
        }
    }

    /// <summary>One word of a fixed set, as the value that it stands for.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words, T otherwise) =>
        Node(key) is { } node ? WordOf(node, $"'{key}'", words, otherwise) : otherwise;

    public T WordOf<T>(YamlNode node, string what, IReadOnlyDictionary<string, T> words, T otherwise)
    {
        if (node is YamlScalar scalar && words.TryGetValue(scalar.Text, out var value))
        {
            return value;
        }

        var suggestion = node is YamlScalar word ? Suggestion.For(word.Text, words.Keys) : "";
        problems.Add(node.Position, $"{what} must be one of {Listed(words.Keys)}, found {node.Kind}{suggestion}");
        return otherwise;
    }

    public IReadOnlyList<YamlNode> List(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case { } node:
                problems.Add(node.Position, $"'{key}' must be a list, found {node.Kind}");
                return [];
        }
    }

    public IReadOnlyList<string> Texts(string key) => [.. List(key).Select(item => TextOf(item, $"an element of '{key}'"))];

    /// <summary>A mapping of names to texts; empty when the key is not there.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string key) =>
        Node(key) is { } node
            ? Entries(node, $"a mapping of names to texts as '{key}'", problems)
                .ToDictionary(entry => entry.Key.Text, entry => TextOf(entry.Value, $"'{entry.Key.Text}'"))
            : new Dictionary<string, string>();

    /// <summary>The named members of a mapping with free keys, in their written order.</summary>
    public IEnumerable<(YamlScalar Key, YamlNode Value)> Members(string key) =>
        Node(key) is { } node ? Entries(node, $"a mapping of names as '{key}'", problems) : [];

    /// <summary>A text. What YAML reads as a number is refused: 3.10 would come out as 3.1.</summary>
    public string TextOf(YamlNode node, string what)
    {
        if (node is YamlScalar { Type: ScalarKind.Text, Text.Length: > 0 } scalar)
        {
            return scalar.Text;
        }

        var hint = node is YamlScalar { Type: ScalarKind.Number or ScalarKind.Boolean } plain ? $"; put it in quotes: \"{plain.Text}\"" : "";
        problems.Add(node.Position, $"{what} must be a text, found {node.Kind}{hint}");
        return "";
    }

    private static string Listed(IEnumerable<string> words) => string.Join(", ", words);

    [GeneratedRegex(@"\A([1-9][0-9]{0,5})(Mi|Gi)\z")]
    private static partial Regex MemoryAmount();
}
