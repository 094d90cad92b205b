using Harness.EngineTests.CommandLine;
using Harness.EngineTests.Platform.Docker;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;

namespace Harness.EngineTests.Sandboxes;

/// <summary>Specifications of sandboxes for tests, each in a session of its own.</summary>
internal static class Specs
{
    public static SandboxSpec Of(string session, string main = RealEngine.Main, string sidecar = RealEngine.Sidecar, string name = "python-Python 3") => new(
        name,
        new ContainerSpec(main, [], AllowPrivilegeEscalation: false, 1, 512L << 20, HostileEnvironment.Variables),
        new ContainerSpec(
            sidecar,
            ["SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"],
            AllowPrivilegeEscalation: true,
            0.5,
            512L << 20,
            [new("LANGUAGE", "python"), new("WORKING_DIR", "/mnt/data"), new("SIDECAR_PORT", "8080")]),
        new VolumeSpec("/mnt/data", 1L << 30),
        SandboxSpec.NonRoot,
        Session.Labels(session));

    /// <summary>Waits until the sidecar has found main, which may take longer to start than the sidecar.</summary>
    public static Task UntilReadyAsync(ISandbox sandbox) =>
        Until.TrueAsync(async () => await sandbox.ReadinessAsync(CancellationToken.None) is null, "the sidecar has found main");

    public static DockerBackend Backend(int? hostPort = null) => new(RealEngine.Client, new ImageName(RealEngine.Sidecar), hostPort);
}
