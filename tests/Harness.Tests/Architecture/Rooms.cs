namespace Harness.Tests.Architecture;

/// <summary>The rooms of the library in their one order, and what each may take from outside.</summary>
internal static class Rooms
{
    /// <summary>Lowest first. A room knows those before it and no other; what is in none, directly below Harness, is for all.</summary>
    public static IReadOnlyList<string> Order { get; } =
        ["Platform", "Catalog", "Images", "Dockerfiles", "Building", "Snapshots", "Sandboxes", "Checks", "Pins", "Suite", "Reports"];

    /// <summary>Parts of rooms that are of equal rank, and so do not know each other.</summary>
    public static IReadOnlyList<(string One, string Other)> Apart { get; } =
    [
        ("Platform.Docker", "Platform.Kubernetes"),
        ("Sandboxes.Docker", "Sandboxes.Kubernetes"),
    ];

    /// <summary>The parts of the library that use a package.</summary>
    public static IReadOnlyDictionary<string, string[]> Packages { get; } = new Dictionary<string, string[]>
    {
        ["CliWrap"] = ["Platform.Processes"],
        ["Docker.DotNet"] = ["Platform.Docker", "Sandboxes.Docker"],
        ["KubernetesClient"] = ["Platform.Kubernetes", "Sandboxes.Kubernetes"],
        ["YamlDotNet"] = ["Platform.Kubernetes", "Catalog", "Sandboxes.Kubernetes.Drift"],
        ["ZstdSharp"] = ["Snapshots.Archives"],
        ["Sidecar.Protocol"] = ["Building", "Sandboxes", "Checks"],
    };

    /// <summary>Types that touch what is outside the program: processes, sockets, HTTP, pipes. A name that ends with a dot is a namespace.</summary>
    public static IReadOnlyList<string> Outside { get; } =
    [
        "System.Diagnostics.Process",
        "System.Diagnostics.ProcessStartInfo",
        "System.IO.Pipes.",
        "System.Net.Dns",
        "System.Net.Http.",
        "System.Net.Mail.",
        "System.Net.NetworkInformation.",
        "System.Net.Security.",
        "System.Net.Sockets.",
        "System.Net.WebClient",
        "System.Net.WebSockets.",
    ];

    /// <summary>Who touches it outside <c>Platform/</c> all the same, by the beginning of the types' names, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = new Dictionary<string, string>
    {
        ["Harness.Sandboxes.SidecarClient"] = "it speaks the sidecar's HTTP interface, which belongs to the contract of the sandbox and not to an engine",
        ["Harness.Sandboxes.ExecTransport"] = "it carries that interface over processes in the sandbox, started by Platform",
        ["Harness.Sandboxes.Docker.DockerSandbox"] = "it gets the sidecar's connection faults to explain them by what the engine says",
        ["Harness.Sandboxes.Kubernetes.KubernetesSandbox"] = "it gets the sidecar's connection faults to explain them by what the cluster says",
    };

    /// <summary>The room of a type of the library; null for what is in none.</summary>
    /// <param name="type">Its full name.</param>
    public static string? Of(string type) => type.Split('.') is ["Harness", var room, _, ..] ? room : null;

    /// <summary>Whether a type is in a part of the library or below it.</summary>
    public static bool IsIn(string type, string part) => type.StartsWith($"Harness.{part}.", StringComparison.Ordinal);
}
