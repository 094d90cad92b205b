using System.Globalization;
using Harness.Platform.Docker;

namespace Harness.Sandboxes.Docker;

/// <summary>Renders the sandbox contract as what the Docker Engine takes.</summary>
internal static class SandboxRendering
{
    public static readonly string SidecarPort = string.Create(CultureInfo.InvariantCulture, $"{SandboxSpec.SidecarPort}/tcp");

    private static readonly RestartPolicy Never = new("no");
    private static readonly RestartPolicy Always = new("always");

    // Named, because an engine's own default may be one whose lines cannot be read back.
    private static readonly LogConfig Log = new("json-file", new Dictionary<string, string> { ["max-size"] = "16m" });

    /// <summary>A memory-backed volume that comes out as emptyDir does with fsGroup: root's, the group's, setgid.</summary>
    public static CreateVolume Volume(SandboxSpec spec, SandboxNames names) => new(
        names.Data,
        "local",
        new Dictionary<string, string>
        {
            ["type"] = "tmpfs",
            ["device"] = "tmpfs",
            ["o"] = string.Create(CultureInfo.InvariantCulture, $"size={spec.DataVolume.Size},gid={spec.SharedGroup},mode=2777"),
        },
        spec.Labels);

    /// <summary>The process that owns the PID and network namespaces, and therefore the published port.</summary>
    /// <param name="spec">The contract.</param>
    /// <param name="image">The harness's own sidecar image, which has the program.</param>
    /// <param name="address">The host address to publish on.</param>
    /// <param name="port">The host port; null lets the engine choose.</param>
    public static CreateContainer Pause(SandboxSpec spec, string image, string address, int? port) => new(
        image,
        spec.Labels,
        new HostConfig(
            CapDrop: ["ALL"],
            SecurityOpt: ["no-new-privileges:true"],
            Init: false,
            RestartPolicy: Never,
            LogConfig: Log,
            NetworkMode: spec.HasNetwork ? null : "none",
            PortBindings: spec.HasNetwork
                ? new Dictionary<string, IReadOnlyList<PortBinding>>
                {
                    [SidecarPort] = [new PortBinding(address, port?.ToString(CultureInfo.InvariantCulture) ?? "")],
                }
                : null),
        Entrypoint: ["/usr/bin/catatonit", "-P"],
        Cmd: [],
        ExposedPorts: spec.HasNetwork ? new Dictionary<string, Empty> { [SidecarPort] = new() } : null);

    /// <summary>Main or the sidecar: the image's own entry point, command and user in the pause container's namespaces.</summary>
    public static CreateContainer Container(SandboxSpec spec, ContainerSpec container, SandboxNames names) => new(
        container.Image,
        spec.Labels,
        Confined(spec, container, names) with { NetworkMode = $"container:{names.Pause}" },
        Env: [.. container.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);

    /// <summary>A probe in the sidecar's place, for a sidecar image that has none.</summary>
    public static CreateContainer Probe(SandboxSpec spec, string image, IReadOnlyList<string> argv, SandboxNames names) => new(
        image,
        spec.Labels,
        Confined(spec, spec.Sidecar, names) with { NetworkMode = "none" },
        Entrypoint: [.. argv],
        Cmd: []);

    private static HostConfig Confined(SandboxSpec spec, ContainerSpec container, SandboxNames names) => new(
        PidMode: $"container:{names.Pause}",
        CapDrop: ["ALL"],
        CapAdd: container.AddCapabilities,
        // Said in both cases: an engine may set it by default.
        SecurityOpt: [container.AllowPrivilegeEscalation ? "no-new-privileges:false" : "no-new-privileges:true"],
        NanoCpus: (long)(container.Cpu * 1e9),
        Memory: container.Memory,
        // No swap beyond the limit, as in a pod.
        MemorySwap: container.Memory,
        Init: false,
        RestartPolicy: spec.Restarts ? Always : Never,
        LogConfig: Log,
        ReadonlyRootfs: container.ReadOnlyRoot,
        // Programs are started there, as they may be in an emptyDir; an engine's own default is noexec.
        Tmpfs: container.ReadOnlyRoot
            ? new Dictionary<string, string> { ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,exec,nosuid,nodev,mode=1777,size={ContainerSpec.TemporarySize}") }
            : null,
        // Nothing of what the image has there is copied in: an emptyDir hides it.
        Mounts: [new Mount("volume", names.Data, spec.DataVolume.MountPath, new VolumeOptions(NoCopy: true))]);
}
