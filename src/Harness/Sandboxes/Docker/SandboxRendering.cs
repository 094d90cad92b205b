using System.Globalization;
using Docker.DotNet.Models;

namespace Harness.Sandboxes.Docker;

/// <summary>Renders the sandbox contract as what the Docker Engine takes.</summary>
internal static class SandboxRendering
{
    public static readonly string SidecarPort = string.Create(CultureInfo.InvariantCulture, $"{SandboxSpec.SidecarPort}/tcp");

    // Podman gives a container that is removed this time before it kills it, an engine of Docker's none.
    private static readonly TimeSpan StopTimeout = TimeSpan.Zero;

    /// <summary>A memory-backed volume that comes out as emptyDir does with fsGroup: root's, the group's, setgid.</summary>
    public static VolumesCreateParameters Volume(SandboxSpec spec, SandboxNames names) => new()
    {
        Name = names.Data,
        Driver = "local",
        DriverOpts = new Dictionary<string, string>
        {
            ["type"] = "tmpfs",
            ["device"] = "tmpfs",
            ["o"] = string.Create(CultureInfo.InvariantCulture, $"size={spec.DataVolume.Size},gid={spec.SharedGroup},mode=2777"),
        },
        Labels = Labels(spec),
    };

    /// <summary>The process that owns the PID and network namespaces, and therefore the published port.</summary>
    /// <param name="spec">The contract.</param>
    /// <param name="image">The harness's own sidecar image, which has the program.</param>
    /// <param name="address">The host address to publish on.</param>
    /// <param name="port">The host port; null lets the engine choose.</param>
    public static CreateContainerParameters Pause(SandboxSpec spec, string image, string address, int? port)
    {
        var host = new HostConfig
        {
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges:true"],
            Init = false,
            RestartPolicy = Restart(RestartPolicyKind.No),
            LogConfig = Log(),
        };
        var pause = new CreateContainerParameters
        {
            Image = image,
            Labels = Labels(spec),
            StopTimeout = StopTimeout,
            HostConfig = host,
            Entrypoint = ["/usr/bin/catatonit", "-P"],
            Cmd = [],
        };
        if (!spec.HasNetwork)
        {
            host.NetworkMode = "none";
            pause.Env = [.. Token(spec)];
            return pause;
        }

        pause.ExposedPorts = new Dictionary<string, EmptyStruct> { [SidecarPort] = default };
        host.PortBindings = new Dictionary<string, IList<PortBinding>>
        {
            [SidecarPort] = [new PortBinding { HostIP = address, HostPort = port?.ToString(CultureInfo.InvariantCulture) ?? "" }],
        };
        return pause;
    }

    /// <summary>Main or the sidecar: the image's own entry point, command and user in the pause container's namespaces.</summary>
    public static CreateContainerParameters Container(SandboxSpec spec, ContainerSpec container, SandboxNames names) => new()
    {
        Image = container.Image,
        User = container.User is { } user ? string.Create(CultureInfo.InvariantCulture, $"{user}:{user}") : "",
        Labels = Labels(spec),
        StopTimeout = StopTimeout,
        HostConfig = Confined(spec, container, names, network: $"container:{names.Pause}"),
        Env = [.. container.Environment.Select(variable => $"{variable.Key}={variable.Value}"), .. ReferenceEquals(container, spec.Sidecar) ? Token(spec) : []],
    };

    /// <summary>A container like main, with a command that is not main's.</summary>
    public static CreateContainerParameters OlderDecoy(SandboxSpec spec, SandboxNames names)
    {
        var decoy = Container(spec, spec.Main, names);
        decoy.Cmd = [.. SandboxSpec.OlderDecoyCommand];
        return decoy;
    }

    /// <summary>A probe in the sidecar's place, for a sidecar image that has none.</summary>
    public static CreateContainerParameters Probe(SandboxSpec spec, string image, IReadOnlyList<string> argv, SandboxNames names) => new()
    {
        Image = image,
        Labels = Labels(spec),
        StopTimeout = StopTimeout,
        HostConfig = Confined(spec, spec.Sidecar, names, network: "none"),
        Entrypoint = [.. argv],
        Cmd = [],
    };

    private static HostConfig Confined(SandboxSpec spec, ContainerSpec container, SandboxNames names, string network) => new()
    {
        NetworkMode = network,
        PidMode = $"container:{names.Pause}",
        CapDrop = ["ALL"],
        CapAdd = [.. container.AddCapabilities],
        // Said in both cases: an engine may set it by default.
        SecurityOpt = [container.AllowPrivilegeEscalation ? "no-new-privileges:false" : "no-new-privileges:true"],
        NanoCPUs = (long)(container.Cpu * 1e9),
        Memory = container.Memory,
        // No swap beyond the limit, as in a pod.
        MemorySwap = container.Memory,
        PidsLimit = SandboxSpec.ProcessLimit,
        Init = false,
        RestartPolicy = Restart(spec.Restarts ? RestartPolicyKind.Always : RestartPolicyKind.No),
        LogConfig = Log(),
        ReadonlyRootfs = container.ReadOnlyRoot,
        // Programs are started there, as they may be in an emptyDir; an engine's own default is noexec.
        Tmpfs = container.ReadOnlyRoot
            ? new Dictionary<string, string>
            {
                ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,exec,nosuid,nodev,mode=1777,size={ContainerSpec.TemporarySize}")
            }
            : null,
        // Nothing of what the image has there is copied in: an emptyDir hides it.
        Mounts = [new Mount { Type = "volume", Source = names.Data, Target = spec.DataVolume.MountPath, VolumeOptions = new VolumeOptions { NoCopy = true } }],
    };

    // A variable is in no command line and in no label. Who may ask the engine for it may also start what he likes.
    private static IReadOnlyList<string> Token(SandboxSpec spec) => spec.Token is { } token ? [$"{SidecarToken.Variable}={token.Value}"] : [];

    private static RestartPolicy Restart(RestartPolicyKind kind) => new() { Name = kind };

    // Named, because an engine's own default may be one whose lines cannot be read back.
    private static LogConfig Log() => new() { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "16m" } };

    private static Dictionary<string, string> Labels(SandboxSpec spec) => new(spec.Labels);
}
