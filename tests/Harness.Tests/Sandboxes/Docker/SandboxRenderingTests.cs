using System.Text.Json;
using Harness.Platform.Docker;
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

        main.Entrypoint.ShouldBeNull();
        main.Cmd.ShouldBeNull();
        main.HostConfig.CapDrop.ShouldBe(["ALL"]);
        main.HostConfig.CapAdd.ShouldBe([]);
        main.HostConfig.SecurityOpt.ShouldBe(["no-new-privileges:true"]);
        main.HostConfig.NanoCpus.ShouldBe(1_000_000_000);
        main.HostConfig.Memory.ShouldBe(512L << 20);
        main.HostConfig.MemorySwap.ShouldBe(512L << 20);
        main.HostConfig.Init.ShouldBe(false);
        main.HostConfig.RestartPolicy!.Name.ShouldBe("no");
        main.HostConfig.PidMode.ShouldBe($"container:{Names.Pause}");
        main.HostConfig.NetworkMode.ShouldBe($"container:{Names.Pause}");
        main.Env.ShouldNotBeNull().ShouldContain("KCR_HOSTILE=must not be seen");
    }

    [Test]
    public void Neither_user_nor_working_directory_is_overridden()
    {
        var json = JsonSerializer.Serialize(SandboxRendering.Container(Spec, Spec.Main, Names), EngineJson.Default.CreateContainer);

        json.ShouldNotContain("\"User\"");
        json.ShouldNotContain("\"WorkingDir\"");
        json.ShouldNotContain("\"Entrypoint\"");
    }

    [Test]
    public void The_sidecar_has_its_three_capabilities_and_may_gain_them()
    {
        var sidecar = SandboxRendering.Container(Spec, Spec.Sidecar, Names).HostConfig;

        sidecar.CapDrop.ShouldBe(["ALL"]);
        sidecar.CapAdd.ShouldBe(["SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"]);
        sidecar.SecurityOpt.ShouldBe(["no-new-privileges:false"]);
        sidecar.NanoCpus.ShouldBe(500_000_000);
    }

    [Test]
    public void A_read_only_root_comes_with_a_tmp_in_memory_from_which_programs_can_be_started()
    {
        var confined = Spec with { Main = Spec.Main with { ReadOnlyRoot = true } };

        var main = SandboxRendering.Container(confined, confined.Main, Names).HostConfig;
        main.ReadonlyRootfs.ShouldBeTrue();
        main.Tmpfs.ShouldNotBeNull()["/tmp"].ShouldBe("rw,exec,nosuid,nodev,mode=1777,size=1073741824");
        SandboxRendering.Container(confined, confined.Sidecar, Names).HostConfig.ReadonlyRootfs.ShouldBeFalse();
        SandboxRendering.Container(Spec, Spec.Main, Names).HostConfig.Tmpfs.ShouldBeNull();
    }

    [Test]
    public void Without_a_network_nothing_is_published()
    {
        var pause = SandboxRendering.Pause(Spec with { HasNetwork = false }, "own", "127.0.0.1", null);

        pause.HostConfig.NetworkMode.ShouldBe("none");
        pause.HostConfig.PortBindings.ShouldBeNull();
        pause.ExposedPorts.ShouldBeNull();
    }

    [Test]
    public void The_volume_is_what_emptyDir_gives_and_hides_what_the_image_has()
    {
        var volume = SandboxRendering.Volume(Spec, Names);

        volume.DriverOpts["type"].ShouldBe("tmpfs");
        volume.DriverOpts["o"].ShouldBe("size=1073741824,gid=65532,mode=2777");
        SandboxRendering.Container(Spec, Spec.Main, Names).HostConfig.Mounts.ShouldNotBeNull().ShouldHaveSingleItem()
            .ShouldBe(new Mount("volume", Names.Data, "/mnt/data", new VolumeOptions(NoCopy: true)));
    }

    [Test]
    public void Only_the_pause_process_publishes_a_port()
    {
        var pause = SandboxRendering.Pause(Spec, "own", "127.0.0.1", 18080);

        pause.Image.ShouldBe("own");
        pause.Entrypoint.ShouldBe(["/usr/bin/catatonit", "-P"]);
        pause.HostConfig.PortBindings!["8080/tcp"].ShouldHaveSingleItem().ShouldBe(new PortBinding("127.0.0.1", "18080"));
        SandboxRendering.Container(Spec, Spec.Sidecar, Names).HostConfig.PortBindings.ShouldBeNull();
    }

    [Test]
    public void Everything_carries_the_labels()
    {
        IReadOnlyDictionary<string, string>[] all =
        [
            SandboxRendering.Volume(Spec, Names).Labels,
            SandboxRendering.Pause(Spec, "own", "127.0.0.1", null).Labels,
            SandboxRendering.Container(Spec, Spec.Main, Names).Labels,
            SandboxRendering.Probe(Spec, "own", [], Names).Labels,
        ];

        all.ShouldAllBe(labels => labels["app.kubernetes.io/managed-by"] == "kcr-harness" && labels["kcr.dev/session"] == "0123abcd");
    }
}
