using Docker.DotNet.Models;

namespace Harness.EngineTests.Mutants;

/// <summary>What the engine can be asked for that the contract forbids, by name: for mutants whose image and sidecar are good.</summary>
internal static class SandboxFaults
{
    public static IReadOnlyDictionary<string, Action<CreateContainerParameters>> All { get; } =
        new Dictionary<string, Action<CreateContainerParameters>>
        {
            ["main-capability"] = OfMain((_, host) => host.CapAdd = ["NET_RAW"]),
            ["main-privileges"] = OfMain((_, host) => host.SecurityOpt = ["no-new-privileges:false"]),
            ["main-unconfined"] = OfMain((_, host) => host.SecurityOpt.Add("seccomp=unconfined")),
            ["main-command"] = OfMain((container, _) => container.Cmd = ["sleep", "86400"]),
            ["pid-namespaces-apart"] = OfMain((_, host) => host.PidMode = ""),
            ["volumes-apart"] = OfMain((_, host) => host.Mounts = []),
            ["root-writable"] = OfMain((_, host) => host.ReadonlyRootfs = false),
            ["sidecar-capability"] = OfSidecar((_, host) => host.CapAdd.Add("NET_ADMIN")),
            ["sidecar-group"] = OfSidecar((_, host) => host.GroupAdd = ["0"]),
            ["sidecar-unconfined"] = OfSidecar((_, host) => host.SecurityOpt.Add("seccomp=unconfined")),
        };

    private static Action<CreateContainerParameters> OfMain(Action<CreateContainerParameters, HostConfig> change) => Of(isMain: true, change);

    private static Action<CreateContainerParameters> OfSidecar(Action<CreateContainerParameters, HostConfig> change) => Of(isMain: false, change);

    private static Action<CreateContainerParameters> Of(bool isMain, Action<CreateContainerParameters, HostConfig> change) => container =>
    {
        // The sidecar has capabilities by the contract, main has none.
        if (container.HostConfig is { } host && (host.CapAdd is not { Count: 3 }) == isMain)
        {
            change(container, host);
        }
    };
}
