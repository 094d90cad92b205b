using System.Text.Json.Nodes;
using Harness.Images;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>Which containers of a pod are main and sidecar.</summary>
/// <param name="Main">The name of the container with a language image; null when there is none.</param>
/// <param name="Sidecar">The name of the sidecar's container; null when there is none.</param>
internal sealed record SandboxRoles(string? Main, string? Sidecar)
{
    /// <summary>Finds them: by the names given, else by the names in the contract's own pod, else by the images <c>kcr-*</c>.</summary>
    /// <param name="template">The pod.</param>
    /// <param name="main">The name of the main container; null to find it.</param>
    /// <param name="sidecar">The name of the sidecar's container; null to find it.</param>
    /// <exception cref="UsageException">More than one container could be it.</exception>
    public static SandboxRoles Of(PodTemplate template, string? main, string? sidecar)
    {
        var spec = $"{template.Name}: {template.Path}spec.";
        var pod = template.Pod["spec"]!.AsObject();
        var containers = Named("containers", _ => true);
        // Kubernetes runs those beside the pod's containers from 1.29 on; main is none of them, since it is what the pod is there for.
        var besides = Named("initContainers", IsNativeSidecar);
        var sidecarImage = $"{ImageReference.LocalPrefix}-{PodManifest.Sidecar}";
        return new SandboxRoles(
            Find(
                containers, main, PodManifest.Main, "--main",
                image => image.StartsWith($"{ImageReference.LocalPrefix}-", StringComparison.Ordinal) && image != sidecarImage),
            Find([.. containers, .. besides], sidecar, PodManifest.Sidecar, "--sidecar", image => image == sidecarImage));

        List<(string Name, string Image)> Named(string list, Func<JsonObject, bool> isMeant) =>
        [
            .. Fields.Keyed(pod, list, "name", spec)
                .Where(container => isMeant(container.Item))
                .Select(container => (container.Key, ImageName(Fields.Text(container.Item, "image", $"{spec}{list}[{container.Key}].") ?? ""))),
        ];

        string? Find(List<(string Name, string Image)> candidates, string? given, string usual, string option, Func<string, bool> isImage)
        {
            if (candidates.Any(container => container.Name == (given ?? usual)))
            {
                return given ?? usual;
            }

            var byImage = given is null ? candidates.Where(container => isImage(container.Image)).Select(container => container.Name).ToList() : [];
            return byImage.Count < 2
                ? byImage.FirstOrDefault()
                : throw new UsageException(
                    $"{template.Name} has {string.Join(" and ", byImage)}, each with an image that could be "
                    + $"{usual}'s; say which with {option} NAME");
        }
    }

    /// <summary>Whether an init container runs on beside the pod's containers: a sidecar in Kubernetes' own sense.</summary>
    internal static bool IsNativeSidecar(JsonObject initContainer) => initContainer["restartPolicy"]?.ToString() == "Always";

    /// <summary>An image's name without registry, path, tag and digest.</summary>
    internal static string ImageName(string reference) => reference.Split('/')[^1].Split('@')[0].Split(':')[0];
}
