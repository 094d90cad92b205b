using System.Text.Json.Nodes;
using Harness.Catalog;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>Compares manifests with the pods that the suite tests.</summary>
/// <param name="catalog">The languages with their limits.</param>
public sealed class DriftComparison(ImageCatalog catalog)
{
    private const string LanguageVariable = "LANGUAGE";

    private static readonly IReadOnlyList<(string Field, string Why)> Placing =
    [
        ("imagePullSecrets", "The suite's pods pull with it: without it production's get the images without a login, or not at all."),
        ("nodeSelector", "The suite ran on nodes with this label: others have another kernel, runtime or profile."),
        ("tolerations", "The suite ran on nodes that keep other pods away: without it production's pods run elsewhere."),
    ];

    /// <summary>Every pod template of a file with its differences.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="request">What was asked for.</param>
    /// <exception cref="UsageException">The file cannot be read, or holds no sandbox: a comparison of nothing is never a success.</exception>
    public IReadOnlyList<PodDrift> Compare(string text, DriftRequest request)
    {
        var file = request.File == "-" ? "standard input" : request.File;
        var asked = request.Language is { } name ? Find(name) ?? throw Unknown(name, "-l") : null;
        var pods = PodTemplates.Read(text, file).Select(template => Compare(template, request, asked)).ToList();
        return pods.Any(pod => pod.IsSandbox)
            ? pods
            : throw new UsageException(
                $"{file} has no sandbox to compare: no pod of {string.Join(", ", pods.Select(pod => pod.Name))} has a container "
                + $"named {request.Main ?? PodManifest.Main} or "
                + $"{request.Sidecar ?? PodManifest.Sidecar}, or with an image kcr-*; name them with --main NAME and --sidecar NAME");
    }

    private PodDrift Compare(PodTemplate template, DriftRequest request, LanguageDefinition? asked)
    {
        var roles = SandboxRoles.Of(template, request.Main, request.Sidecar);
        if (roles is (null, null))
        {
            return new PodDrift(template.Name, null, null, null, []);
        }

        var language = asked ?? LanguageOf(template, roles);
        var spec = SandboxSpec.For("main", "sidecar", "contract", language, new Dictionary<string, string>());
        var contract = PodManifest.Render(spec, placement: request.Placement.Over(catalog.Pods));
        try
        {
            Adapt(contract, template.Pod, roles, language);
            return new PodDrift(
                template.Name,
                roles.Main,
                roles.Sidecar,
                language.Name,
                [.. Missing(template, roles), .. Differences(contract, template, roles), .. Placement(contract, template)]);
        }
        catch (UsageException fault)
        {
            throw new UsageException([.. fault.Problems.Select(problem => $"{template.Name}: {template.Path}{problem}")]);
        }
    }

    private static IEnumerable<DriftDifference> Missing(PodTemplate template, SandboxRoles roles)
    {
        if (roles.Main is null)
        {
            yield return Lacks(PodManifest.Main, "Without main there is no image to run code in; if it has another name, say --main NAME.");
        }

        if (roles.Sidecar is null)
        {
            yield return Lacks(
                PodManifest.Sidecar,
                "Without the sidecar nothing enters main; if it has another name, say --sidecar NAME. It must be one of the pod's containers, "
                + "or an init container with restartPolicy Always; others end before main starts.");
        }

        DriftDifference Lacks(string name, string why) => new($"{template.Path}spec.containers[{name}]", "a container", "absent", why);
    }

    private static IEnumerable<DriftDifference> Differences(JsonObject contract, PodTemplate template, SandboxRoles roles)
    {
        var expected = Facts(contract);
        var seen = Facts(template.Pod);
        return expected.Keys.Union(seen.Keys)
            .Select(key => (Expected: expected.GetValueOrDefault(key) ?? seen[key].Absent(), Seen: seen.GetValueOrDefault(key) ?? expected[key].Absent()))
            .Where(pair => pair.Expected.Value != pair.Seen.Value)
            .Select(pair => new DriftDifference(
                // What is written nowhere is missing where the contract has it.
                template.Path + (pair.Seen.IsWritten ? pair.Seen : pair.Expected).Path,
                pair.Expected.Shown,
                pair.Seen.Shown,
                pair.Seen.Why))
            // What the pod says for both containers is one place.
            .Distinct();

        Dictionary<string, SecurityFact> Facts(JsonObject pod) =>
            SecurityFacts.Of(pod, roles.Main ?? "", roles.Sidecar).ToDictionary(fact => fact.Key, StringComparer.Ordinal);
    }

    /// <summary>What the contract's pods are placed by, and production's are not. It may have more: what schedules it is its own affair.</summary>
    private static IEnumerable<DriftDifference> Placement(JsonObject contract, PodTemplate template)
    {
        var (expected, seen) = (contract["spec"]!.AsObject(), template.Pod["spec"]!.AsObject());
        foreach (var (field, why) in Placing)
        {
            var items = Items(seen, field);
            foreach (var item in Items(expected, field).Where(item => !items.Contains(item)))
            {
                yield return new DriftDifference(
                    $"{template.Path}spec.{field}", item, items.Count == 0 ? "absent" : string.Join(", ", items), why);
            }
        }

        static IReadOnlyList<string> Items(JsonObject spec, string field) => spec[field] switch
        {
            JsonArray list => [.. list.Select(Sorted)],
            JsonObject map => [.. map.Select(entry => $"{entry.Key}={entry.Value?.ToJsonString()}")],
            _ => [],
        };

        static string Sorted(JsonNode? item) => item is JsonObject map
            ? string.Join(' ', map.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}={member.Value?.ToJsonString()}"))
            : item?.ToJsonString() ?? "null";
    }

    /// <summary>
    /// Gives the contract the names that the manifest has, which are free: of the containers, of the data volume, and of
    /// the language by its alias. Where the manifest has the sidecar as an init container that runs on, the contract has too.
    /// </summary>
    private static void Adapt(JsonObject contract, JsonObject pod, SandboxRoles roles, LanguageDefinition language)
    {
        var spec = contract["spec"]!.AsObject();
        var containers = spec["containers"]!.AsArray();
        var volume = new[] { roles.Main, roles.Sidecar }.Select(name => DataVolume(pod, name)).FirstOrDefault(name => name is not null);
        foreach (var container in containers.ToList())
        {
            var isMain = (string)container!["name"]! == PodManifest.Main;
            if ((isMain ? roles.Main : roles.Sidecar) is not { } name)
            {
                containers.Remove(container);
                continue;
            }

            container["name"] = name;
            if (!isMain && IsNative(pod, name))
            {
                containers.Remove(container);
                container["restartPolicy"] = "Always";
                spec["initContainers"] = new JsonArray(container);
            }

            container["volumeMounts"]![0]!["name"] = volume ?? (string)container["volumeMounts"]![0]!["name"]!;
            if (!isMain && Variable(pod, name, LanguageVariable) is { } written && language.IsCalled(written))
            {
                container["env"]!.AsArray().First(variable => (string)variable!["name"]! == LanguageVariable)!["value"] = written;
            }
        }

        spec["volumes"]![0]!["name"] = volume ?? (string)spec["volumes"]![0]!["name"]!;
    }

    private static string? DataVolume(JsonObject pod, string? container) => Container(pod, container) is { } found
        ? Fields.List(found, "volumeMounts", $"spec.containers[{container}].")
            .Where(mount => mount["mountPath"] is JsonValue path && path.ToString().TrimEnd('/') == SandboxSpec.DataDirectory)
            .Select(mount => mount["name"]?.ToString())
            .FirstOrDefault()
        : null;

    private static string? Variable(JsonObject pod, string? container, string name) => Container(pod, container) is { } found
        ? Fields.List(found, "env", $"spec.containers[{container}].")
            .FirstOrDefault(variable => variable["name"]?.ToString() == name)?["value"]?.ToString()
        : null;

    private static JsonObject? Container(JsonObject pod, string? name) => In(pod, "containers", name) ?? In(pod, "initContainers", name);

    private static bool IsNative(JsonObject pod, string name) => In(pod, "containers", name) is null;

    private static JsonObject? In(JsonObject pod, string list, string? name) =>
        Fields.List(pod["spec"]!.AsObject(), list, "spec.").FirstOrDefault(container => container["name"]?.ToString() == name);

    private LanguageDefinition LanguageOf(PodTemplate template, SandboxRoles roles)
    {
        if (Variable(template.Pod, roles.Sidecar, LanguageVariable) is { } written)
        {
            return Find(written) ?? throw Unknown(written, $"{LanguageVariable} of {template.Name}");
        }

        var image = SandboxRoles.ImageName(Container(template.Pod, roles.Main)?["image"]?.ToString() ?? "");
        return catalog.Images.FirstOrDefault(one => image.EndsWith($"-{one.Name}", StringComparison.Ordinal)) is { Languages: [var only] }
            ? only
            : throw new UsageException(
                $"{template.Name}: neither the sidecar's variable "
                + $"{LanguageVariable} nor main's image '{image}' says which language it runs, and limits depend on it; say it with -l. {Listed()}");
    }

    private LanguageDefinition? Find(string name) => catalog.Languages.Select(pair => pair.Language).FirstOrDefault(language => language.IsCalled(name));

    private UsageException Unknown(string name, string where) =>
        new(
            $"unknown language '{name}' for {where}"
            + $"{(Suggestion.For(name, catalog.Languages.Select(pair => pair.Language.Name)) is { Length: > 0 } hint ? hint : ".")} {Listed()}");

    private string Listed() => $"The languages are: {string.Join(", ", catalog.Languages.Select(pair => pair.Language.Name))}.";
}
