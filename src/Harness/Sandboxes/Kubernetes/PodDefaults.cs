using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>What API servers store in a pod beside what was sent: the table <c>pod-defaults.txt</c>.</summary>
internal static partial class PodDefaults
{
    private const string Any = "*";
    private const string AtMost = "<=";
    private const string NotFrom = "!";

    private static readonly ILookup<string, JsonNode> Values = Read().ToLookup(line => line.Field, line => line.Value, StringComparer.Ordinal);

    /// <summary>The lines of the table: since which version, which field, which value.</summary>
    public static IEnumerable<(string Since, string Field, JsonNode Value)> Read()
    {
        using var reader = new StreamReader(typeof(PodDefaults).Assembly.GetManifestResourceStream("pod-defaults.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var columns = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
                yield return (columns[0], columns[1], JsonNode.Parse(columns[2])!);
            }
        }
    }

    /// <summary>Whether a value that was not sent is what an API server stores by itself.</summary>
    /// <param name="path">The field, with the keys of lists in brackets.</param>
    /// <param name="value">What is stored there.</param>
    public static bool Has(string path, JsonNode? value) => Values[General(path)].Any(known => Matches(known, value));

    /// <summary>The items of a list that was not sent which no API server stores by itself; null for a list that is none of the table's.</summary>
    /// <param name="path">The list.</param>
    /// <param name="list">What is stored there.</param>
    public static IReadOnlyList<JsonNode?>? Foreign(string path, JsonArray list)
    {
        var known = Values[General(path) + "[]"].ToList();
        return known.Count == 0 ? null : [.. list.Where(item => !known.Exists(one => Matches(one, item)))];
    }

    private static bool Matches(JsonNode known, JsonNode? value) => known switch
    {
        JsonValue any when any.GetValueKind() == JsonValueKind.String && any.GetValue<string>() == Any => true,
        JsonValue most when Behind(AtMost, most) is { } limit =>
            value?.GetValueKind() == JsonValueKind.Number
            && double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) <= double.Parse(limit, CultureInfo.InvariantCulture),
        JsonValue other when Behind(NotFrom, other) is { } start =>
            value is JsonValue text && text.GetValueKind() == JsonValueKind.String && !text.GetValue<string>().StartsWith(start, StringComparison.Ordinal),
        JsonObject members => value is JsonObject other
            && members.Count == other.Count
            && members.All(member => other.TryGetPropertyValue(member.Key, out var seen) && Matches(member.Value!, seen)),
        _ => JsonNode.DeepEquals(known, value),
    };

    private static string? Behind(string sign, JsonValue known) =>
        known.GetValueKind() == JsonValueKind.String && known.GetValue<string>() is var text && text.StartsWith(sign, StringComparison.Ordinal)
            ? text[sign.Length..]
            : null;

    private static string General(string path) => Probe.Replace(OtherContainers.Replace(Item.Replace(path, "[]"), "spec.containers"), ".livenessProbe");

    [GeneratedRegex(@"(?<=spec.*)\[[^\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Item { get; }

    [GeneratedRegex(@"^spec\.(?:init|ephemeral)Containers", RegexOptions.CultureInvariant)]
    private static partial Regex OtherContainers { get; }

    [GeneratedRegex(@"\.(?:readiness|startup)Probe", RegexOptions.CultureInvariant)]
    private static partial Regex Probe { get; }
}
