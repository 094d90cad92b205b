using Harness.Sandboxes;

namespace Harness.Tests.Sandboxes;

/// <summary>Specifications of sandboxes for tests that start none.</summary>
internal static class Specs
{
    public static SandboxSpec Of(string session, string name = "python") => new(
        name,
        new ContainerSpec("main:latest", [], AllowPrivilegeEscalation: false, 1, 512L << 20, HostileEnvironment.Variables),
        new ContainerSpec("sidecar:latest", ["SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"], AllowPrivilegeEscalation: true, 0.5, 512L << 20, []),
        new VolumeSpec("/mnt/data", 1L << 30),
        SandboxSpec.NonRoot,
        Session.Labels(session));
}
