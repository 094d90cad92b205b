using Docker.DotNet.Models;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Docker;

[Parallelizable(ParallelScope.All)]
public sealed class SandboxRenderingTests
{
    private static readonly SandboxSpec Spec = Specs.Of("0123abcd", "c-cpp C++/x");
    private static readonly SandboxNames Names = SandboxNames.For(Spec);

    [Test]
    public void Names_are_the_sessions_and_what_an_engine_takes() =>
        Names.ShouldBe(new SandboxNames(
            "kcr-0123abcd-c-cpp-C---x-pause", "kcr-0123abcd-c-cpp-C---x-main", "kcr-0123abcd-c-cpp-C---x-sidecar", "kcr-0123abcd-c-cpp-C---x-data"));

    [Test]
    public void Main_is_confined_and_starts_as_its_image_says()
    {
        var main = SandboxRendering.Container(Spec, Spec.Main, Names);
        var host = Host(main);

        main.Entrypoint.ShouldBeNull();
        main.Cmd.ShouldBeNull();
        host.CapDrop.ShouldBe(["ALL"]);
        host.CapAdd.ShouldBe([]);
        host.SecurityOpt.ShouldBe(["no-new-privileges:true"]);
        host.NanoCPUs.ShouldBe(1_000_000_000);
        host.Memory.ShouldBe(512L << 20);
        host.MemorySwap.ShouldBe(512L << 20);
        host.PidsLimit.ShouldBe(512);
        host.Init.ShouldBe(false);
        host.RestartPolicy.Name.ShouldBe(RestartPolicyKind.No);
        host.PidMode.ShouldBe($"container:{Names.Pause}");
        host.NetworkMode.ShouldBe($"container:{Names.Pause}");
        main.Env.ShouldNotBeNull().ShouldContain("KCR_HOSTILE=must not be seen");
    }

    [Test]
    public void The_token_is_a_variable_of_the_sidecar_alone_and_of_what_dials_to_it_without_a_network()
    {
        var spec = Spec with { Token = SidecarToken.Create() };
        var expected = $"SIDECAR_TOKEN={spec.Token.Value}";

        SandboxRendering.Container(spec, spec.Sidecar, Names).Env.ShouldContain(expected);
        SandboxRendering.Container(spec, spec.Main, Names).Env.ShouldNotContain(expected);
        SandboxRendering.Pause(spec, "own", "127.0.0.1", null).Env.ShouldBeNull();
        SandboxRendering.Pause(spec with { HasNetwork = false }, "own", "127.0.0.1", null).Env.ShouldBe([expected]);
        spec.ToString().ShouldNotContain(spec.Token.Value);
    }

    [Test]
    public void Neither_user_nor_working_directory_is_overridden()
    {
        var main = SandboxRendering.Container(Spec, Spec.Main, Names);

        // The engine takes an empty text for the image's own.
        main.User.ShouldBeEmpty();
        main.WorkingDir.ShouldBeEmpty();
        main.Entrypoint.ShouldBeNull();
    }

    [Test]
    public void The_sidecar_has_its_three_capabilities_and_may_gain_them()
    {
        var sidecar = Host(SandboxRendering.Container(Spec, Spec.Sidecar, Names));

        sidecar.CapDrop.ShouldBe(["ALL"]);
        sidecar.CapAdd.ShouldBe(["SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"]);
        sidecar.SecurityOpt.ShouldBe(["no-new-privileges:false"]);
        sidecar.NanoCPUs.ShouldBe(500_000_000);
        sidecar.PidsLimit.ShouldBe(512);
    }

    [Test]
    public void A_read_only_root_comes_with_a_tmp_in_memory_from_which_programs_can_be_started()
    {
        var confined = Spec with { Main = Spec.Main with { ReadOnlyRoot = true } };

        var main = Host(SandboxRendering.Container(confined, confined.Main, Names));
        main.ReadonlyRootfs.ShouldBeTrue();
        main.Tmpfs.ShouldNotBeNull()["/tmp"].ShouldBe("rw,exec,nosuid,nodev,mode=1777,size=1073741824");
        Host(SandboxRendering.Container(confined, confined.Sidecar, Names)).ReadonlyRootfs.ShouldBeFalse();
        Host(SandboxRendering.Container(Spec, Spec.Main, Names)).Tmpfs.ShouldBeNull();
    }

    [Test]
    public void Without_a_network_nothing_is_published()
    {
        var pause = SandboxRendering.Pause(Spec with { HasNetwork = false }, "own", "127.0.0.1", null);

        Host(pause).NetworkMode.ShouldBe("none");
        Host(pause).PortBindings.ShouldBeNull();
        pause.ExposedPorts.ShouldBeNull();
    }

    [Test]
    public void The_volume_is_what_emptyDir_gives_and_hides_what_the_image_has()
    {
        var volume = SandboxRendering.Volume(Spec, Names);

        volume.DriverOpts["type"].ShouldBe("tmpfs");
        volume.DriverOpts["o"].ShouldBe("size=1073741824,gid=65532,mode=2777");
        var mount = Host(SandboxRendering.Container(Spec, Spec.Main, Names)).Mounts.ShouldNotBeNull().ShouldHaveSingleItem();
        (mount.Type, mount.Source, mount.Target, mount.VolumeOptions?.NoCopy).ShouldBe(("volume", Names.Data, "/mnt/data", true));
    }

    [Test]
    public void Only_the_pause_process_publishes_a_port()
    {
        var pause = SandboxRendering.Pause(Spec, "own", "127.0.0.1", 18080);

        pause.Image.ShouldBe("own");
        pause.Entrypoint.ShouldBe(["/usr/bin/catatonit", "-P"]);
        var port = Host(pause).PortBindings["8080/tcp"].ShouldHaveSingleItem();
        (port.HostIP, port.HostPort).ShouldBe(("127.0.0.1", "18080"));
        Host(SandboxRendering.Container(Spec, Spec.Sidecar, Names)).PortBindings.ShouldBeNull();
    }

    [Test]
    public void Everything_carries_the_labels()
    {
        IDictionary<string, string>[] all =
        [
            SandboxRendering.Volume(Spec, Names).Labels,
            SandboxRendering.Pause(Spec, "own", "127.0.0.1", null).Labels,
            SandboxRendering.Container(Spec, Spec.Main, Names).Labels,
            SandboxRendering.Probe(Spec, "own", [], Names).Labels,
        ];

        all.ShouldAllBe(labels => labels["app.kubernetes.io/managed-by"] == "kcr-harness" && labels["kcr.dev/session"] == "0123abcd");
    }

    private static HostConfig Host(CreateContainerParameters container) => container.HostConfig.ShouldNotBeNull();
}
