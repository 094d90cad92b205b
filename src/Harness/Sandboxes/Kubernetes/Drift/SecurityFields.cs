using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>Which fields of a pod are security-relevant, what their absence means and why they matter.</summary>
internal static class SecurityFields
{
    /// <summary>Fields of the pod's spec.</summary>
    public static readonly IReadOnlyList<SecurityField> OfPod =
    [
        new("shareProcessNamespace", "The sidecar finds main in /proc only when both share a process namespace.", "false", "not shared"),
        new(
            "automountServiceAccountToken",
            "Code in the sandbox could use the service account's token against the cluster's API.",
            "true",
            "the token is mounted"),
        new("hostPID", "The node's processes become visible to code in the sandbox, and main is no longer the one sleep infinity.", "false"),
        new("hostNetwork", "The sandbox would share the node's network and reach what listens on its loopback.", "false"),
        new("hostIPC", "The sandbox would share the node's IPC objects and shared memory.", "false"),
        new(
            "hostUsers",
            "With a user namespace 65532 is another user on the node, and the sidecar's capabilities count only within it: the suite ran without.",
            "true"),
        new("resourceClaims", "A claim brings devices of the node into the pod that no check has run with."),
        new("runtimeClassName", "Another runtime treats seccomp, capabilities and /proc in its own way: the suite ran with the cluster's default."),
        new("securityContext.fsGroup", "Without this group 65532 cannot write to the data volume, or files in it get another owner."),
        new("securityContext.fsGroupChangePolicy", "Files that a volume brings along may keep another group.", "\"Always\""),
        new("securityContext.supplementalGroups", "Code in the sandbox is in further groups.", Canonical: Set),
        new("securityContext.supplementalGroupsPolicy", "Which groups of the image's /etc/group count changes.", "\"Merge\""),
        new("securityContext.sysctls", "Kernel settings of the sandbox differ from those that the suite ran with."),
    ];

    /// <summary>Fields of main and of the sidecar.</summary>
    public static readonly IReadOnlyList<SecurityField> OfContainer =
    [
        new("securityContext.privileged", "A privileged container is root on the node for anyone who escapes from its user.", "false"),
        new(
            "securityContext.allowPrivilegeEscalation",
            "Decides no_new_privs: main must not gain privileges from a setuid file; "
            + "the sidecar's nsenter must gain those of its file capabilities.",
            "true",
            "allowed"),
        new("securityContext.capabilities.drop", "What is not dropped stays in the bounding set, for a setuid or capable file to gain.", Canonical: Drops),
        new(
            "securityContext.capabilities.add",
            "Main must have none; the sidecar's nsenter needs exactly SYS_PTRACE, SYS_ADMIN and SYS_CHROOT.",
            Canonical: Set),
        new(
            "securityContext.runAsUser",
            "Main's files, the module cache and the data volume are 65532's, and anything above it is a way out.",
            "65532",
            "the image's own USER, 65532",
            Inherited: true),
        new(
            "securityContext.runAsGroup",
            "Without it a container whose image does not know 65532 runs with the group root.",
            null,
            "the group of the image's passwd, or root",
            Inherited: true),
        new(
            "securityContext.runAsNonRoot",
            "The kubelet refuses an image that would run as root only when this is set.",
            "false",
            "root is allowed",
            Inherited: true),
        new(
            "securityContext.seccompProfile",
            "Without the runtime's profile the whole system call interface of the node's kernel is open to code in the sandbox.",
            "{\"type\":\"Unconfined\"}",
            "unconfined",
            Inherited: true),
        new(
            "securityContext.appArmorProfile",
            "Another profile forbids or allows what the suite has not tried.",
            "{\"type\":\"RuntimeDefault\"}",
            "the runtime's default",
            Inherited: true),
        new(
            "securityContext.readOnlyRootFilesystem",
            "The suite ran with a writable root file system: a runtime may write outside /mnt/data and /tmp.",
            "false",
            "writable"),
        new("securityContext.procMount", "The sidecar reads main's environ in /proc; an unmasked /proc shows more of the node.", "\"Default\""),
        new("securityContext.seLinuxOptions", "Another label forbids or allows what the suite has not tried.", Inherited: true),
        new("securityContext.windowsOptions", "The contract is one of Linux containers.", Inherited: true),
        new("command", "It takes the place of the image's ENTRYPOINT: env -i and with it the exact environment are gone."),
        new("args", "It takes the place of the image's CMD: main is no longer sleep infinity."),
        new("workingDir", "The image's own working directory was tested."),
        new("envFrom", "Code in the sandbox can read the environ of a process of its own user: what is injected is not a secret from it."),
        new(
            "resources.limits.cpu",
            "Without the limit code takes the node's processors; with another one programs time out that did not in the suite. "
            + "The catalog's limits are what the suite tests with.",
            null,
            "unlimited",
            Canonical: Quantity.Canonical),
        new(
            "resources.limits.memory",
            "Without the limit code takes the node's memory; with another one programs are killed that were not in the suite. "
            + "The catalog's limits are what the suite tests with.",
            null,
            "unlimited",
            Canonical: Quantity.Canonical),
        new("resources.claims", "A claim hands devices of the node to the container that no check has run with."),
        new("restartPolicyRules", "A rule restarts the container, or the whole pod with all containers, by its exit status: the suite ran without."),
        new("lifecycle.postStart", "A hook runs commands in the container that no check has seen."),
        new("lifecycle.preStop", "A hook runs commands in the container that no check has seen."),
        new(
            "lifecycle.stopSignal",
            "Another signal than the image's ends the container: what does not end on it is killed only when the grace period is over."),
        new(
            "livenessProbe",
            "Code can stop the sidecar, which has its user: without the probe nobody starts it again. "
            + "Main answers no probe, and a command in it is one that no check has seen.",
            Canonical: Probe),
        new("volumeDevices", "A block device of the node is handed to the container."),
    ];

    /// <summary>A limit of the pod as a whole.</summary>
    public static readonly SecurityField PodLimit = new(
        "",
        "What all containers have together is capped below what they may have one by one: programs are slowed down or killed that were not in the suite.",
        null,
        "the containers' own limits");

    /// <summary>Where a container that is none of Kubernetes' own sidecars says itself whether it is restarted.</summary>
    public static readonly SecurityField Restart = new("restartPolicy", "It takes the place of the pod's own for this container: the suite ran without.");

    /// <summary>A limit of a container besides those on CPU and memory.</summary>
    /// <param name="resource">The resource.</param>
    public static SecurityField Limit(string resource) => resource == "ephemeral-storage"
        ? new("", "Who writes more is evicted with the whole pod; the suite ran with the volume's limit alone.", Canonical: Quantity.Canonical)
        : new("", "A device or reserved memory of the node is handed to the container that no check has run with.", "0", "none", Canonical: Quantity.Canonical);

    /// <summary>A container besides main and sidecar.</summary>
    public static readonly SecurityField OtherContainer = new("", "It sees the shared process namespace, and the sandbox sees it: the suite ran without.");

    /// <summary>A volume that is not the contract's.</summary>
    public static readonly SecurityField Volume = new(
        "", "The contract has one volume, an emptyDir: another one can bring in the node's files, credentials or data of other sandboxes.");

    /// <summary>Fields of an emptyDir.</summary>
    public static readonly IReadOnlyList<SecurityField> OfEmptyDir =
    [
        new("sizeLimit", "Without the limit code fills the node's disk.", null, "unlimited", Canonical: Quantity.Canonical),
        new("medium", "In memory, what is written counts against the container's memory limit.", "\"\""),
    ];

    /// <summary>Where a volume is mounted.</summary>
    public static readonly SecurityField Mount = new(
        "", "Both containers have the data volume at /mnt/data and nothing else mounted: another mount hides or adds what no check has seen.");

    /// <summary>Fields of a mount.</summary>
    public static readonly IReadOnlyList<SecurityField> OfMount =
    [
        new("readOnly", "Code must be able to write to the data volume.", "false"),
        new("subPath", "Only part of the volume is mounted, which the kubelet creates as root."),
        new("subPathExpr", "Only part of the volume is mounted, which the kubelet creates as root."),
        new("mountPropagation", "Mounts made in the container reach the node, or the other way round.", "\"None\""),
    ];

    /// <summary>A port on the node.</summary>
    public static readonly SecurityField HostPort = new(
        "hostPort", "The sidecar runs any code that it is sent: on a port of the node it is open to anyone who can reach the node.");

    /// <summary>What the sidecar takes a variable for that is not set.</summary>
    private static readonly Dictionary<string, string> SidecarDefaults = new(StringComparer.Ordinal)
    {
        ["WORKING_DIR"] = SandboxSpec.DataDirectory,
        ["SIDECAR_PORT"] = "8080",
        ["MAX_EXECUTION_TIME"] = "120",
        ["NETWORK_ISOLATED"] = "false",
    };

    /// <summary>A variable of main that acts before env -i clears it, or that is a secret.</summary>
    public static readonly SecurityField MainVariable = new(
        "", "env -i keeps main's variables from code, but not the loader's own from env itself; and a secret has no business in the sandbox.");

    /// <summary>A member of a security context that has no line above.</summary>
    public static readonly SecurityField Other = new("", "The contract does not have it, so no check has run with it.");

    /// <summary>A variable of the sidecar.</summary>
    public static SecurityField SidecarVariable(string name)
    {
        var standard = SidecarDefaults.GetValueOrDefault(name);
        return new(
            "",
            "The sidecar reads its options there, and code in the sandbox can read the environ of a process of its own user.",
            standard is null ? null : JsonValue.Create(standard).ToJsonString(),
            standard);
    }

    private static string Set(JsonNode list) => string.Join(' ', Items(list).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Whom it asks for what; port and patience are the sandbox's own matter.</summary>
    private static string Probe(JsonNode probe) => probe["httpGet"] is JsonObject request
        ? $"httpGet {request["path"]?.ToJsonString() ?? "\"/\""} {request["host"]?.ToJsonString()}".TrimEnd()
        : probe.ToJsonString();

    private static string Drops(JsonNode list) => Items(list).Contains("\"ALL\"", StringComparer.Ordinal) ? "\"ALL\"" : Set(list);

    private static IEnumerable<string> Items(JsonNode list) =>
        list is JsonArray items ? items.Select(item => item?.ToJsonString() ?? "null") : [list.ToJsonString()];
}
