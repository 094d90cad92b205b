using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Compares a pod that is stored with what the contract says of it: its whole spec, and what else decides over its security.</summary>
internal static class PodDifferences
{
    private const string Hidden = "(not shown)";

    // Fields that say something by being true alone.
    private static readonly string[] Host = ["spec.hostNetwork", "spec.hostPID", "spec.hostIPC"];

    // How profiles were named before they had fields; servers that know the annotation follow it.
    private static readonly (string Prefix, string Kind)[] Profiles =
    [
        ("seccomp.security.alpha.kubernetes.io/", "seccomp"),
        ("container.seccomp.security.alpha.kubernetes.io/", "seccomp"),
        ("container.apparmor.security.beta.kubernetes.io/", "apparmor")
    ];

    /// <summary>
    /// Every place where they differ, by its path. What API servers fill in by themselves is no difference
    /// (<see cref="PodDefaults"/>); whatever else was changed, added or taken away is.
    /// </summary>
    /// <param name="contract">The pod as it was sent.</param>
    /// <param name="stored">The pod as the API server stores it.</param>
    public static IReadOnlyList<string> Between(JsonObject contract, JsonObject stored)
    {
        var tokens = Tokens(contract).Concat(Tokens(stored)).Where(token => token.Length > 0).Distinct().ToList();
        return [.. All(contract, stored).Select(Censored)];

        string Censored(string difference) => tokens.Aggregate(difference, (text, token) => text.Replace(token, Hidden, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> All(JsonObject contract, JsonObject stored) =>
    [
        .. Labels(contract["metadata"]?["labels"], stored["metadata"]?["labels"]),
        .. Annotations(stored["metadata"]?["annotations"]),
        .. Compare("spec", contract["spec"], stored["spec"] ?? new JsonObject()),
    ];

    /// <summary>What the sidecar asks its clients for, which no report may show.</summary>
    private static IEnumerable<string> Tokens(JsonObject pod) =>
        from container in pod["spec"]?["containers"] as JsonArray ?? []
        from variable in container?["env"] as JsonArray ?? []
        where (string?)variable?["name"] == SidecarToken.Variable
        select (string?)variable?["value"] ?? "";

    // Whoever likes labels and annotations adds some of his own; they change nothing in the pod.
    private static IEnumerable<string> Labels(JsonNode? wanted, JsonNode? seen) =>
        (wanted as JsonObject ?? []).SelectMany(label => Compare($"metadata.labels.{label.Key}", label.Value, seen?[label.Key]));

    private static IEnumerable<string> Annotations(JsonNode? annotations) =>
        from annotation in annotations as JsonObject ?? []
        let kind = Profiles.FirstOrDefault(profile => annotation.Key.StartsWith(profile.Prefix, StringComparison.Ordinal)).Kind
        where kind is not null && !PodDefaults.Has($"metadata.annotations[{kind}]", annotation.Value)
        select Added($"metadata.annotations[{annotation.Key}]", annotation.Value);

    private static IEnumerable<string> Compare(string path, JsonNode? wanted, JsonNode? seen) => (wanted, seen) switch
    {
        (JsonObject one, JsonObject other) =>
        [
            .. one.SelectMany(member => Compare($"{path}.{member.Key}", member.Value, other[member.Key])),
            .. other.Where(member => !one.ContainsKey(member.Key)).SelectMany(member => Additional($"{path}.{member.Key}", member.Value)),
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

    private static IEnumerable<string> Additional(string path, JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } => [],
        _ when PodDefaults.Has(path, value) => [],
        JsonArray list when PodDefaults.Foreign(path, list) is { } foreign => foreign.Select(item => Added(path, item)),
        _ when Host.Contains(path) && value.GetValueKind() == JsonValueKind.True => [$"{path} is true"],
        _ => [Added(path, value)],
    };

    // Mounts are told apart by where they are: several may be of one volume.
    private static string? Key(JsonNode? item) => item is JsonObject entry ? (string?)(entry["mountPath"] ?? entry["name"]) : null;

    private static string Added(string path, JsonNode? value) => $"{path} was added: {Show(value)}";

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
