using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Catalog;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Renders the sandbox contract as a Pod.</summary>
public static class PodManifest
{
    /// <summary>The container with the image under test.</summary>
    public const string Main = "main";

    /// <summary>The container with the sidecar.</summary>
    public const string Sidecar = "sidecar";

    /// <summary>The container from which another sidecar image than the harness's own is probed.</summary>
    public const string Probe = "probe";

    private const string Volume = "data";
    private const string Temporary = "tmp";

    /// <summary>
    /// The Pod. No user is named, only that it must not be root: containers run as their images say, so that a wrong
    /// USER shows instead of being put right here. The group is named, because the kubelet takes only the user from
    /// USER: without it, an image whose passwd does not know 65532 would run with root's group. It is the containers',
    /// since some runtimes refuse a pod that has a group and no user.
    /// </summary>
    /// <param name="spec">The contract.</param>
    /// <param name="namespaceName">The namespace; null leaves it to who applies the manifest.</param>
    /// <param name="probeImage">The image of a further container to probe from; null for none.</param>
    /// <param name="pullSecret">The secret that the run has made to pull the images with; null for none.</param>
    /// <param name="placement">What production's pods have besides the contract; null for nothing.</param>
    /// <param name="isolatingImage">The image of an init container that takes the network away; null where the pod keeps it.</param>
    public static JsonObject Render(
        SandboxSpec spec,
        string? namespaceName = null,
        string? probeImage = null,
        string? pullSecret = null,
        string? isolatingImage = null,
        PodPlacement? placement = null)
    {
        var metadata = new JsonObject { ["name"] = PodName.For(spec) };
        if (namespaceName is not null)
        {
            metadata["namespace"] = namespaceName;
        }

        metadata["labels"] = Labels(spec.Labels);
        JsonArray containers = [Container(spec, Main, spec.Main), Container(spec, Sidecar, WithToken(spec, spec.Sidecar))];
        if (probeImage is not null)
        {
            var probed = spec.Sidecar with { Image = probeImage, Environment = [] };
            // Where there is no network, the sidecar is asked from this container.
            var probe = Container(spec, Probe, spec.HasNetwork ? probed : WithToken(spec, probed));
            probe["command"] = new JsonArray("/usr/bin/catatonit", "-P");
            containers.Add((JsonNode)probe);
        }

        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = spec.Restarts ? "Always" : "Never",
                ["shareProcessNamespace"] = true,
                ["automountServiceAccountToken"] = false,
                ["terminationGracePeriodSeconds"] = 10,
                ["securityContext"] = new JsonObject
                {
                    ["runAsNonRoot"] = true,
                    ["fsGroup"] = spec.SharedGroup,
                    ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
                },
                ["containers"] = containers,
                ["volumes"] = new JsonArray(new JsonObject
                {
                    ["name"] = Volume,
                    ["emptyDir"] = new JsonObject { ["sizeLimit"] = Bytes(spec.DataVolume.Size) },
                }),
            },
        };
        if (spec.Main.ReadOnlyRoot)
        {
            pod["spec"]!["volumes"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["name"] = Temporary,
                ["emptyDir"] = new JsonObject { ["medium"] = "Memory", ["sizeLimit"] = Bytes(ContainerSpec.TemporarySize) },
            });
        }

        if (isolatingImage is not null)
        {
            pod["spec"]!["initContainers"] = new JsonArray(Isolating(isolatingImage));
        }

        Place(pod["spec"]!.AsObject(), placement ?? PodPlacement.None, pullSecret);
        return pod;
    }

    private static void Place(JsonObject spec, PodPlacement placement, string? pullSecret)
    {
        if (placement.RuntimeClass is { } runtime)
        {
            spec["runtimeClassName"] = runtime;
        }

        if (placement.NodeSelector.Count > 0)
        {
            spec["nodeSelector"] = Labels(placement.NodeSelector);
        }

        if (placement.Tolerations.Count > 0)
        {
            spec["tolerations"] = new JsonArray([.. placement.Tolerations.Select(Toleration)]);
        }

        IReadOnlyList<string> secrets = pullSecret is null ? placement.PullSecrets : [.. placement.PullSecrets, pullSecret];
        if (secrets.Count > 0)
        {
            spec["imagePullSecrets"] = new JsonArray([.. secrets.Select(secret => new JsonObject { ["name"] = secret })]);
        }
    }

    private static JsonObject Toleration(PodToleration toleration) => new(
        new[] { ("key", toleration.Key), ("operator", toleration.Operator), ("value", toleration.Value), ("effect", toleration.Effect) }
            .Where(field => field.Item2 is not null)
            .Select(field => KeyValuePair.Create<string, JsonNode?>(field.Item1, field.Item2)));

    /// <summary>Labels as Kubernetes takes them in metadata.</summary>
    internal static JsonObject Labels(IReadOnlyDictionary<string, string> labels) =>
        new(labels.Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value)));

    /// <summary>
    /// With the token as a variable of the pod: whoever may read the pod may also run programs in it. A secret would have to be
    /// made before the pod, and be removed by itself where the pod is never created.
    /// </summary>
    private static ContainerSpec WithToken(SandboxSpec spec, ContainerSpec container) => spec.Token is { } token
        ? container with { Environment = [.. container.Environment, new(SidecarToken.Variable, token.Value)] }
        : container;

    private static JsonObject Container(SandboxSpec spec, string name, ContainerSpec container)
    {
        var rendered = new JsonObject
        {
            ["name"] = name,
            ["image"] = container.Image,
            ["imagePullPolicy"] = PullPolicy(container.Image),
            ["securityContext"] = new JsonObject
            {
                ["runAsGroup"] = SandboxSpec.NonRoot,
                ["allowPrivilegeEscalation"] = container.AllowPrivilegeEscalation,
                ["capabilities"] = Capabilities(container.AddCapabilities),
            },
            ["resources"] = new JsonObject
            {
                ["limits"] = Amounts(container.Cpu, container.Memory),
                // Without requests the limits would be reserved, and a small node would not take all languages at once.
                ["requests"] = Amounts(Math.Min(container.Cpu, 0.01), Math.Min(container.Memory, 32L << 20)),
            },
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = Volume, ["mountPath"] = spec.DataVolume.MountPath }),
        };
        if (container.User is { } user)
        {
            rendered["securityContext"]!["runAsUser"] = user;
            rendered["securityContext"]!["runAsGroup"] = user;
        }

        if (container.ReadOnlyRoot)
        {
            rendered["securityContext"]!["readOnlyRootFilesystem"] = true;
            rendered["volumeMounts"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = Temporary, ["mountPath"] = "/tmp" });
        }

        // Without a network the kubelet does not reach it either.
        if (name == Sidecar && spec.HasNetwork)
        {
            rendered["livenessProbe"] = Liveness();
        }

        if (container.Environment.Count > 0)
        {
            rendered["env"] = new JsonArray(
                [.. container.Environment.Select(variable => new JsonObject { ["name"] = variable.Key, ["value"] = variable.Value })]);
        }

        return rendered;
    }

    /// <summary>
    /// A sidecar that stands still answers nobody and ends no program. It has a minute: with many clients and little CPU time
    /// an answer may take seconds.
    /// </summary>
    private static JsonObject Liveness() => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = SandboxSpec.HealthPath, ["port"] = SandboxSpec.SidecarPort, ["scheme"] = "HTTP" },
        ["periodSeconds"] = 10,
        ["timeoutSeconds"] = 5,
        ["failureThreshold"] = 6,
        ["successThreshold"] = 1,
    };

    /// <summary>Not every cluster heeds a NetworkPolicy; root, who owns the interfaces, can switch them off in any cluster.</summary>
    private static JsonObject Isolating(string image) => new()
    {
        ["name"] = "isolate",
        ["image"] = image,
        ["imagePullPolicy"] = PullPolicy(image),
        ["command"] = new JsonArray(SandboxSpec.SidecarProgram, "isolate"),
        ["securityContext"] = new JsonObject
        {
            ["runAsNonRoot"] = false,
            ["runAsUser"] = 0,
            ["allowPrivilegeEscalation"] = false,
            ["capabilities"] = Capabilities(["NET_ADMIN"]),
        },
        ["resources"] = new JsonObject { ["limits"] = Amounts(1, 256L << 20), ["requests"] = Amounts(0.01, 32L << 20) },
    };

    private static JsonObject Capabilities(IReadOnlyList<string> added)
    {
        var capabilities = new JsonObject { ["drop"] = new JsonArray("ALL") };
        if (added.Count > 0)
        {
            capabilities["add"] = new JsonArray([.. added.Select(name => JsonValue.Create(name))]);
        }

        return capabilities;
    }

    /// <summary>
    /// An image that no registry has is never asked of one: <c>kcr-python</c> would be looked for, and might be found,
    /// in a public registry.
    /// </summary>
    private static string PullPolicy(string image) =>
        image.Contains('/', StringComparison.Ordinal) && !image.StartsWith("localhost/", StringComparison.Ordinal) ? "IfNotPresent" : "Never";

    private static JsonObject Amounts(double cpu, long memory) => new() { ["cpu"] = Cores(cpu), ["memory"] = Bytes(memory) };

    // Quantities in the form that the API server stores, so that what was asked for and what it stored compare.
    private static string Cores(double count)
    {
        var thousandths = (long)Math.Round(count * 1000);
        return thousandths % 1000 == 0
            ? (thousandths / 1000).ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{thousandths}m");
    }

    private static string Bytes(long count)
    {
        string[] units = ["", "Ki", "Mi", "Gi", "Ti"];
        var unit = 0;
        while (count != 0 && count % 1024 == 0 && unit < units.Length - 1)
        {
            (count, unit) = (count / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{count}{units[unit]}");
    }
}
