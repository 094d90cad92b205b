using Harness.Platform.Docker;

namespace Harness.EngineTests.Mutants;

/// <summary>What the engine can be asked for that the contract forbids, by name: for mutants whose image and sidecar are good.</summary>
internal static class SandboxFaults
{
    public static IReadOnlyDictionary<string, Func<CreateContainer, CreateContainer>> All { get; } =
        new Dictionary<string, Func<CreateContainer, CreateContainer>>
        {
            ["main-capability"] = OfMain(host => host with { CapAdd = ["NET_RAW"] }),
            ["main-privileges"] = OfMain(host => host with { SecurityOpt = ["no-new-privileges:false"] }),
            ["main-unconfined"] = OfMain(host => host with { SecurityOpt = [.. host.SecurityOpt!, "seccomp=unconfined"] }),
            ["main-command"] = container => IsMain(container) ? container with { Cmd = ["sleep", "86400"] } : container,
            ["pid-namespaces-apart"] = OfMain(host => host with { PidMode = null }),
            ["volumes-apart"] = OfMain(host => host with { Mounts = [] }),
            ["root-writable"] = OfMain(host => host with { ReadonlyRootfs = false }),
            ["sidecar-capability"] = OfSidecar(host => host with { CapAdd = [.. host.CapAdd!, "NET_ADMIN"] }),
            ["sidecar-unconfined"] = OfSidecar(host => host with { SecurityOpt = [.. host.SecurityOpt!, "seccomp=unconfined"] }),
        };

    private static Func<CreateContainer, CreateContainer> OfMain(Func<HostConfig, HostConfig> change) =>
        container => IsMain(container) ? container with { HostConfig = change(container.HostConfig) } : container;

    private static Func<CreateContainer, CreateContainer> OfSidecar(Func<HostConfig, HostConfig> change) =>
        container => IsMain(container) ? container : container with { HostConfig = change(container.HostConfig) };

    // The sidecar has capabilities by the contract, main has none.
    private static bool IsMain(CreateContainer container) => container.HostConfig.CapAdd is not { Count: 3 };
}
