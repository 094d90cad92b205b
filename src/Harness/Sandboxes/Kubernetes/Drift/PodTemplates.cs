using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>Finds the pod templates in a file of Kubernetes objects.</summary>
internal static class PodTemplates
{
    // Where workloads have it, and most that a cluster defines itself.
    private const string UsualPlace = "spec.template.";

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["Pod"] = "",
        ["Deployment"] = UsualPlace,
        ["StatefulSet"] = UsualPlace,
        ["DaemonSet"] = UsualPlace,
        ["ReplicaSet"] = UsualPlace,
        ["ReplicationController"] = UsualPlace,
        ["Job"] = UsualPlace,
        ["CronJob"] = "spec.jobTemplate.spec.template.",
        ["PodTemplate"] = "template.",
    };

    /// <summary>Every pod template of a file, in its order. Objects without pods, a Service for example, are passed over.</summary>
    /// <param name="text">YAML or JSON, one document or several, lists included.</param>
    /// <param name="file">The file's name as messages show it.</param>
    /// <exception cref="UsageException">
    /// The file cannot be read, holds something that is no Kubernetes object, or no pod template: nothing to compare is
    /// never a success.
    /// </exception>
    public static IReadOnlyList<PodTemplate> Read(string text, string file)
    {
        var objects = ManifestDocuments.Read(text, file)
            .SelectMany((document, index) => Objects(document, $"{file}: document {index + 1}"))
            .ToList();
        var templates = objects.Select(Template).OfType<PodTemplate>().ToList();
        return templates.Count > 0
            ? templates
            : throw new UsageException(
                $"{file} has no pod template to compare: expected one of {string.Join(", ", Places.Keys)}, found "
                + (objects.Count == 0 ? "nothing" : string.Join(", ", objects.Select(Name))));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode document, string place)
    {
        if (document is not JsonObject item || Fields.Text(item, "kind", $"{place}: ") is not { Length: > 0 } kind)
        {
            throw new UsageException($"{place} is no Kubernetes object: expected a mapping with apiVersion and kind");
        }

        return kind.EndsWith("List", StringComparison.Ordinal) && item["items"] is JsonArray
            ? Fields.List(item, "items", $"{place}: ").SelectMany((one, index) => Objects(Kinded(one, kind), $"{place}, item {index + 1}"))
            : [item];
    }

    // Items of a typed list (a DeploymentList) need not say what they are.
    private static JsonObject Kinded(JsonObject item, string listKind)
    {
        if (item["kind"] is null && listKind != "List")
        {
            item["kind"] = listKind[..^"List".Length];
        }

        return item;
    }

    private static PodTemplate? Template(JsonObject item)
    {
        if (!Places.TryGetValue((string)item["kind"]!, out var place))
        {
            if (!HasContainersInTheUsualPlace(item))
            {
                return null;
            }

            place = UsualPlace;
        }

        var name = Name(item);
        var pod = place.Length == 0 ? item : Fields.At(item, place.TrimEnd('.'), $"{name}: ") as JsonObject;
        return pod?["spec"] is JsonObject
            ? new PodTemplate(name, place, pod)
            : throw new UsageException($"{name} has no pod: expected a mapping with containers at {place}spec");
    }

    private static bool HasContainersInTheUsualPlace(JsonObject item) =>
        item["spec"] is JsonObject spec && spec["template"] is JsonObject template && template["spec"] is JsonObject pod && pod["containers"] is not null;

    private static string Name(JsonObject item)
    {
        var metadata = Fields.Map(item, "metadata", $"{item["kind"]}: ") ?? [];
        var name = Part("name") ?? (Part("generateName") is { } generated ? $"{generated}…" : "without a name");
        return $"{item["kind"]} {(Part("namespace") is { } space ? $"{space}/" : "")}{name}";

        string? Part(string field) => Fields.Text(metadata, field, $"{item["kind"]}: metadata.");
    }
}
