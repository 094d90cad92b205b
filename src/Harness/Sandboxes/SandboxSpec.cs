using Harness.Catalog;

namespace Harness.Sandboxes;

/// <summary>
/// The sandbox contract as one record: a main container that is the image under test and a sidecar that runs code in
/// main's mount namespace. Backends render it; nothing else knows an engine's options.
/// </summary>
/// <param name="Name">Unique within a session: image and language.</param>
/// <param name="Main">The image under test, started as its own ENTRYPOINT and CMD.</param>
/// <param name="Sidecar">The sidecar.</param>
/// <param name="DataVolume">The shared volume.</param>
/// <param name="SharedGroup">The group that owns the volume: fsGroup in a pod.</param>
/// <param name="Labels">Labels on everything that is created.</param>
public sealed record SandboxSpec(
    string Name,
    ContainerSpec Main,
    ContainerSpec Sidecar,
    VolumeSpec DataVolume,
    int SharedGroup,
    IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Whether a container that ends is started again; the contract says no.</summary>
    public bool Restarts { get; init; }

    /// <summary>What the sidecar asks its clients for; null for a sidecar that serves whoever reaches its port.</summary>
    public SidecarToken? Token { get; init; }

    /// <summary>Whether there is a network besides the loopback interface. Without one, the sidecar is reached by processes started in the sandbox.</summary>
    public bool HasNetwork { get; init; } = true;

    /// <summary>
    /// Whether a container of the image under test is there that is older than main and sleeps, but not like main: whoever
    /// takes the first process with "sleep" in its command line takes that one. Docker alone has it; in a pod, main becomes
    /// younger than a decoy by being started again.
    /// </summary>
    public bool HasOlderDecoy { get; init; }

    /// <summary>The command of the older decoy; nobody else sleeps for as long.</summary>
    internal static IReadOnlyList<string> OlderDecoyCommand { get; } = ["sleep", "2147483647"];

    /// <summary>What the sidecar may have beyond nothing, for nsenter: without the CAP_ prefix.</summary>
    public static IReadOnlyList<string> SidecarCapabilities { get; } = ["SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"];

    /// <summary>The unprivileged user of hardened images, <c>nonroot</c>; see lesson 8 of the migration guide.</summary>
    public const int NonRoot = 65532;

    /// <summary>Where the shared volume is mounted in both containers: code and its files live there.</summary>
    public const string DataDirectory = "/mnt/data";

    /// <summary>The program in the harness's own sidecar image.</summary>
    public const string SidecarProgram = "/app/sidecar";

    /// <summary>The sidecar's HTTP port inside the sandbox.</summary>
    public const int SidecarPort = 8080;

    /// <summary>Where the sidecar says that it serves; a kubelet starts it again where it does not.</summary>
    public const string HealthPath = "/health";

    /// <summary>
    /// Processes and threads that a container may have. An engine holds it; for pods it is the kubelet's
    /// <c>podPidsLimit</c>, since a pod itself cannot say it.
    /// </summary>
    public const int ProcessLimit = 512;

    /// <summary>The contract for one language of one image.</summary>
    /// <param name="image">The reference or digest of the image under test.</param>
    /// <param name="sidecarImage">The reference or digest of the sidecar.</param>
    /// <param name="name">The sandbox's name.</param>
    /// <param name="language">The language.</param>
    /// <param name="labels">Labels on everything that is created.</param>
    public static SandboxSpec For(
        string image, string sidecarImage, string name, LanguageDefinition language, IReadOnlyDictionary<string, string> labels)
    {
        var limits = language.Limits;
        return new SandboxSpec(
            name,
            new ContainerSpec(image, [], AllowPrivilegeEscalation: false, limits.MainCpu, limits.MainMemory, HostileEnvironment.Variables),
            new ContainerSpec(
                sidecarImage,
                SidecarCapabilities,
                AllowPrivilegeEscalation: true,
                limits.SidecarCpu,
                limits.SidecarMemory,
                [
                    new("LANGUAGE", language.Name),
                    new("WORKING_DIR", DataDirectory),
                    new("SIDECAR_PORT", SidecarPort.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    new("NETWORK_ISOLATED", "true"),
                ]),
            new VolumeSpec(DataDirectory, 1L << 30),
            NonRoot,
            labels);
    }
}

/// <summary>
/// One container. Its user is the image's own, so that a wrong USER shows; it must come out as 65532, not root.
/// All capabilities are dropped but those added; seccomp is the runtime's default.
/// </summary>
/// <param name="Image">The image reference or digest.</param>
/// <param name="AddCapabilities">Capabilities added after all were dropped, without the CAP_ prefix.</param>
/// <param name="AllowPrivilegeEscalation">False sets no-new-privileges.</param>
/// <param name="Cpu">CPU limit.</param>
/// <param name="Memory">Memory limit in bytes.</param>
/// <param name="Environment">Environment that the harness injects.</param>
public sealed record ContainerSpec(
    string Image,
    IReadOnlyList<string> AddCapabilities,
    bool AllowPrivilegeEscalation,
    double Cpu,
    long Memory,
    IReadOnlyList<KeyValuePair<string, string>> Environment)
{
    /// <summary>Whether its root file system cannot be written; <c>/tmp</c> is a file system in memory then, as large as <see cref="TemporarySize"/>.</summary>
    public bool ReadOnlyRoot { get; init; }

    /// <summary>The user and group that it runs as whatever its image says; null for the image's own, as the contract has it.</summary>
    public int? User { get; init; }

    /// <summary>The size in bytes of <c>/tmp</c> where the root file system is read-only.</summary>
    public const long TemporarySize = 1L << 30;
}

/// <summary>The shared data volume: memory-backed, group-owned, setgid.</summary>
/// <param name="MountPath">Where both containers see it.</param>
/// <param name="Size">Its limit in bytes.</param>
public sealed record VolumeSpec(string MountPath, long Size);

/// <summary>Variables that are injected into main and must not reach <c>/proc/PID/environ</c>.</summary>
internal static class HostileEnvironment
{
    /// <summary>Each would change what a runtime, the loader or the shell does.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Variables { get; } =
    [
        new("PATH", "/hostile/bin"),
        new("HOME", "/hostile"),
        new("LD_LIBRARY_PATH", "/hostile/lib"),
        new("PYTHONHOME", "/hostile/python"),
        new("NODE_OPTIONS", "--require=/hostile.js"),
        new("GOFLAGS", "-hostile"),
        new("BASH_ENV", "/hostile.sh"),
        new("KCR_HOSTILE", "must not be seen"),
        new("KUBERNETES_SERVICE_HOST", "192.0.2.1"),
    ];
}
