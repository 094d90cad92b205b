using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Compares a pod that is stored with what the contract says of it.</summary>
internal static class PodDifferences
{
    private static readonly string[] Host = ["hostNetwork", "hostPID", "hostIPC"];
    private static readonly string[] Further = ["initContainers", "ephemeralContainers", "runtimeClassName"];

    // What the API server fills in where a manifest says nothing.
    private static readonly string[] Defaults = ["terminationMessagePath", "terminationMessagePolicy", "imagePullPolicy", "resources", "protocol"];

    /// <summary>
    /// Every place where they differ, by its path. What the API server fills in by default is no difference; what adds
    /// a privilege, a container, a volume or a variable, or gives a container another command, hook or source of variables, is.
    /// </summary>
    /// <param name="contract">The pod as the contract renders it.</param>
    /// <param name="stored">The pod as the API server stores it.</param>
    public static IReadOnlyList<string> Between(JsonObject contract, JsonObject stored)
    {
        var spec = stored["spec"]?.AsObject() ?? [];
        return
        [
            .. Compare("metadata.labels", contract["metadata"]?["labels"], stored["metadata"]?["labels"]),
            .. Compare("spec", contract["spec"], spec),
            .. Host.Where(name => spec[name]?.GetValueKind() is System.Text.Json.JsonValueKind.True).Select(name => $"spec.{name} is true"),
            .. Further.Where(name => spec[name] is JsonArray { Count: > 0 } or JsonValue).Select(name => $"spec.{name} was added: {spec[name]!.ToJsonString()}"),
        ];
    }

    private static IEnumerable<string> Compare(string path, JsonNode? wanted, JsonNode? seen) => (wanted, seen) switch
    {
        (JsonObject one, JsonObject other) =>
        [
            .. one.SelectMany(member => Compare($"{path}.{member.Key}", member.Value, other[member.Key])),
            .. IsWhole(path)
                ? other.Where(member => !one.ContainsKey(member.Key) && !Defaults.Contains(member.Key)).Select(member => Added($"{path}.{member.Key}", member.Value))
                : [],
        ],
        (JsonArray one, JsonArray other) when one.All(item => Key(item) is not null) =>
        [
            .. one.SelectMany(item => Compare($"{path}[{Key(item)}]", item, other.FirstOrDefault(candidate => Key(candidate) == Key(item)))),
            .. other.Where(item => !one.Any(candidate => Key(candidate) == Key(item))).Select(item => Added($"{path}[{Key(item)}]", item)),
        ],
        _ when JsonNode.DeepEquals(wanted, seen) => [],
        (_, null) => [$"{path} is missing, expected {Show(wanted)}"],
        _ => [$"{path} is {Show(seen)}, expected {Show(wanted)}"],
    };

    // The contract says all of what a container, a mount, a variable and a volume are, and of a security context; of the rest its own part.
    private static bool IsWhole(string path) =>
        path.EndsWith(']') || path.EndsWith(".emptyDir", StringComparison.Ordinal) || path.Contains(".securityContext", StringComparison.Ordinal);

    // Mounts are told apart by where they are: several may be of one volume.
    private static string? Key(JsonNode? item) => item is JsonObject entry ? (string?)(entry["mountPath"] ?? entry["name"]) : null;

    private static string Added(string path, JsonNode? value) => $"{path} was added: {Show(value)}";

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
