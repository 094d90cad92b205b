using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>
/// What a pod says, field by field, of everything that is security-relevant. The contract and a manifest are read by the
/// same rules, so that only what takes effect differently comes out as different: a profile may be the pod's or each
/// container's, an amount may be spelt in another unit, and what an API server fills in is what absence means.
/// </summary>
internal static class SecurityFacts
{
    private const string Spec = "spec.";
    private const string LimitsPath = "resources.limits";

    /// <summary>The facts of a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="main">The name of the main container.</param>
    /// <param name="sidecar">The name of the sidecar.</param>
    /// <exception cref="UsageException">A field has another type than Kubernetes gives it.</exception>
    public static IReadOnlyList<SecurityFact> Of(JsonObject pod, string main, string? sidecar)
    {
        var spec = pod["spec"]!.AsObject();
        return
        [
            .. SecurityFields.OfPod.Select(field => field.Of(Spec + field.Path, Spec + field.Path, Fields.At(spec, field.Path, Spec))),
            .. Others(spec, Spec, [.. SecurityFields.OfPod, .. SecurityFields.OfContainer.Where(field => field.Inherited)]),
            .. PodLimits(spec),
            .. Containers(spec, main, sidecar),
            .. Volumes(spec),
            .. Unconfined(pod),
        ];
    }

    private static IEnumerable<SecurityFact> Containers(JsonObject spec, string main, string? sidecar)
    {
        foreach (var list in (IEnumerable<string>)["containers", "initContainers", "ephemeralContainers"])
        {
            foreach (var (name, container) in Fields.Keyed(spec, list, "name", Spec))
            {
                var path = $"{Spec}{list}[{name}]";
                var isNative = list == "initContainers" && SandboxRoles.IsNativeSidecar(container);
                if ((list != "containers" || (name != main && name != sidecar)) && !(isNative && name == sidecar))
                {
                    yield return SecurityFields.OtherContainer.Of(path, path, container["image"] ?? "without an image");
                    continue;
                }

                foreach (var fact in Container(spec, container, $"{path}.", name == main))
                {
                    yield return fact;
                }

                if (!isNative)
                {
                    yield return Single(SecurityFields.Restart, $"{path}.{SecurityFields.Restart.Path}", container[SecurityFields.Restart.Path]);
                }
            }
        }
    }

    private static IEnumerable<SecurityFact> Container(JsonObject spec, JsonObject container, string path, bool isMain) =>
    [
        .. SecurityFields.OfContainer.Select(field => Effective(spec, container, path, field)),
        .. Others(container, path, SecurityFields.OfContainer),
        .. Limits(container, path),
        .. Fields.Keyed(container, "env", "name", path)
            // A token is production's own affair, and its value nobody's.
            .Where(variable => isMain ? MattersToMain(variable.Key, variable.Item) : !SidecarToken.IsNamed(variable.Key))
            .Select(variable => Single(
                isMain ? SecurityFields.MainVariable : SecurityFields.SidecarVariable(variable.Key),
                $"{path}env[{variable.Key}]",
                variable.Item["valueFrom"] ?? variable.Item["value"] ?? "")),
        .. Fields.Keyed(container, "volumeMounts", "mountPath", path).SelectMany(mount => Mount(mount.Item, $"{path}volumeMounts[{Trimmed(mount.Key)}]")),
        .. Fields.List(container, "ports", path)
            .Where(port => port["hostPort"] is JsonNode number && number.ToJsonString() != "0")
            .Select(port => Single(SecurityFields.HostPort, $"{path}ports[{port["containerPort"]?.ToJsonString()}].hostPort", port["hostPort"])),
    ];

    private static SecurityFact Effective(JsonObject spec, JsonObject container, string path, SecurityField field)
    {
        var own = Fields.At(container, field.Path, path);
        if (own is null && Fields.At(spec, field.Path, Spec) is { } ofPod)
        {
            if (field.Inherited)
            {
                return field.Of(path + field.Path, Spec + field.Path, ofPod);
            }

            if (IsLimit(field.Path))
            {
                // Another thing than a limit of its own, whatever the amount: the other containers take from it too.
                var shared = $"absent (up to the pod's own limit of {ofPod.ToJsonString()}, which all its containers share)";
                return field.Of(path + field.Path, path + field.Path, null) with { IsWritten = true, Value = shared, Shown = shared };
            }
        }

        return field.Of(path + field.Path, path + field.Path, own);
    }

    private static bool IsLimit(string field) => field.StartsWith($"{LimitsPath}.", StringComparison.Ordinal);

    /// <summary>Limits of the pod as a whole, as far as they take anything from its containers.</summary>
    private static IEnumerable<SecurityFact> PodLimits(JsonObject spec)
    {
        foreach (var (resource, limit) in Fields.At(spec, LimitsPath, Spec) as JsonObject ?? [])
        {
            var path = $"{Spec}{LimitsPath}.{resource}";
            var own = OfContainers(resource).ToList();
            if (own.Contains(null) || limit is null)
            {
                // A container without a limit of its own has this one, which is told there.
                if (!SecurityFields.OfContainer.Any(field => field.Path == $"{LimitsPath}.{resource}"))
                {
                    yield return Single(SecurityFields.Limit(resource), path, limit);
                }

                continue;
            }

            if (Quantity.Number(limit) is not { } most || own.Sum(one => Quantity.Number(one!) ?? double.PositiveInfinity) > most)
            {
                yield return Single(SecurityFields.PodLimit, path, limit);
            }
        }

        IEnumerable<JsonNode?> OfContainers(string resource) =>
            Fields.List(spec, "containers", Spec)
                .Concat(Fields.List(spec, "initContainers", Spec).Where(SandboxRoles.IsNativeSidecar))
                .Select(container => Fields.At(container, $"{LimitsPath}.{resource}", Spec));
    }

    /// <summary>What is limited besides CPU and memory: devices, huge pages, the disk.</summary>
    private static IEnumerable<SecurityFact> Limits(JsonObject container, string path) =>
        (Fields.At(container, LimitsPath, path) as JsonObject ?? [])
            .Where(limit => !SecurityFields.OfContainer.Any(field => field.Path == $"{LimitsPath}.{limit.Key}"))
            .Select(limit => Single(SecurityFields.Limit(limit.Key), $"{path}{LimitsPath}.{limit.Key}", limit.Value));

    // Members of a security context, or of a life cycle, that are new to this table must not pass unseen.
    private static IEnumerable<SecurityFact> Others(JsonObject parent, string path, IReadOnlyList<SecurityField> known)
    {
        const string Context = "securityContext";
        const string Capabilities = "capabilities";
        const string Lifecycle = "lifecycle";
        var context = Fields.Map(parent, Context, path) ?? [];
        return
        [
            .. Unknown(Fields.Map(parent, Lifecycle, path) ?? [], $"{Lifecycle}."),
            .. Unknown(context, $"{Context}."),
            .. Unknown(Fields.Map(context, Capabilities, $"{path}{Context}.") ?? [], $"{Context}.{Capabilities}."),
        ];

        IEnumerable<SecurityFact> Unknown(JsonObject map, string prefix) => map
            .Where(member => !known.Any(field =>
                field.Path == prefix + member.Key || field.Path.StartsWith($"{prefix}{member.Key}.", StringComparison.Ordinal)))
            .Select(member => Single(SecurityFields.Other, path + prefix + member.Key, member.Value));
    }

    // env -i clears main's environment, which RUN002 proves; the loader reads its own variables before that.
    private static bool MattersToMain(string name, JsonObject variable) =>
        (name.StartsWith("LD_", StringComparison.Ordinal) && HostileEnvironment.Variables.All(hostile => hostile.Key != name))
        || (variable["valueFrom"] as JsonObject)?["secretKeyRef"] is not null;

    private static IEnumerable<SecurityFact> Mount(JsonObject mount, string path) =>
    [
        Single(SecurityFields.Mount, path, mount["name"]),
        .. SecurityFields.OfMount.Select(field => field.Of($"{path}.{field.Path}", $"{path}.{field.Path}", mount[field.Path])),
    ];

    private static IEnumerable<SecurityFact> Volumes(JsonObject spec)
    {
        foreach (var (name, volume) in Fields.Keyed(spec, "volumes", "name", Spec))
        {
            var path = $"{Spec}volumes[{name}]";
            var source = volume.FirstOrDefault(member => member.Key != "name");
            if (source.Key is not (null or "emptyDir"))
            {
                yield return Single(SecurityFields.Volume, path, new JsonObject { [source.Key] = source.Value?.DeepClone() });
                continue;
            }

            yield return Single(SecurityFields.Volume, path, "emptyDir");
            var options = Fields.Map(volume, "emptyDir", $"{path}.") ?? [];
            foreach (var field in SecurityFields.OfEmptyDir)
            {
                yield return field.Of($"{path}.emptyDir.{field.Path}", $"{path}.emptyDir.{field.Path}", options[field.Path]);
            }
        }
    }

    // How AppArmor was turned off before it had a field, and still is on older clusters.
    private static IEnumerable<SecurityFact> Unconfined(JsonObject pod) =>
        (Fields.Map(Fields.Map(pod, "metadata", "") ?? [], "annotations", "metadata.") ?? [])
            .Where(annotation => annotation.Key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal)
                && annotation.Value?.ToJsonString() != "\"runtime/default\"")
            .Select(annotation => Single(SecurityFields.Other, $"metadata.annotations[{annotation.Key}]", annotation.Value));

    private static SecurityFact Single(SecurityField field, string path, JsonNode? value) => field.Of(path, path, value);

    private static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;
}
