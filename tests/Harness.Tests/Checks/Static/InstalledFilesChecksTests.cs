using Harness.Catalog;
using Harness.Checks.Static;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

/// <summary>FS006 to FS009 and FS012: scripts, links, permissions, and the runtime's place.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class InstalledFilesChecksTests
{
    private const string Path = "/opt/x/bin:/usr/bin:/bin";

    [Test]
    public void FS006_fails_on_a_script_for_a_shell_that_is_not_there() =>
        Fails(Good.With(Script("/usr/bin/a", "/bin/sh -e")), "FS006", "/usr/bin/a: its interpreter \"/bin/sh\" is not in the image");

    [Test]
    public void FS006_sees_a_carriage_return() =>
        Fails(Good.With(Program("/usr/bin/sh"), Script("/usr/bin/a", "/bin/sh\r")), "FS006", "/usr/bin/a: its interpreter \"/bin/sh\\r\" is not in the image");

    [TestCase("sh", "/usr/bin/a: its first line names \"sh\", which is not an absolute path")]
    [TestCase("", "/usr/bin/a: its first line names \"\", which is not an absolute path")]
    [TestCase("/usr/bin/text", "/usr/bin/a: its interpreter /usr/bin/text is neither a program nor a script")]
    [TestCase("/usr/bin/closed", "/usr/bin/a: its interpreter /usr/bin/closed is not executable for 65532: 0:0, mode 0700")]
    [TestCase("/usr/bin", "/usr/bin/a: its interpreter \"/usr/bin\" is not in the image")]
    [TestCase("/usr/bin/a", "/usr/bin/a: its interpreter /usr/bin/a leads through too many scripts")]
    [TestCase("/usr/bin/env perl", "/usr/bin/a: /usr/bin/env looks for \"perl\", which is not on PATH or not executable for 65532")]
    [TestCase("/usr/bin/env x -u", "/usr/bin/a: /usr/bin/env looks for \"x -u\", which is not on PATH or not executable for 65532")]
    [TestCase("/usr/bin/env -S A=b perl -u", "/usr/bin/a: /usr/bin/env looks for \"perl\", which is not on PATH or not executable for 65532")]
    public void FS006_says_why_an_interpreter_does_not_do(string line, string observed) => Fails(
        Good.With(Script("/usr/bin/a", line), File("/usr/bin/text", mode: 0b111_101_101), Program("/usr/bin/closed") with { Mode = 0b111_000_000 }),
        "FS006", observed);

    [TestCase("/opt/x/bin/x")]
    [TestCase("/bin/env x")]
    [TestCase("/usr/bin/env\tx")]
    [TestCase("/usr/bin/env -S x -u")]
    [TestCase("/usr/bin/env -i x")]
    [TestCase("/usr/bin/script")]
    public void FS006_passes_what_runs(string line) =>
        Good.With(Script("/usr/bin/a", line), Script("/usr/bin/script", "/opt/x/bin/x")).Examine("FS006").Passed.ShouldBeTrue();

    [Test]
    public void FS006_passes_what_nobody_runs() => Good.With(
        Script("/opt/elsewhere/a", "/bin/sh"), Script("/usr/bin/a", "/bin/sh") with { Mode = 0b110_100_100 }).Examine("FS006").Passed.ShouldBeTrue();

    [Test]
    public void FS006_sees_a_script_behind_a_link() => Fails(
        Good.With(Link("/usr/bin/a", "/opt/tool/a"), Script("/opt/tool/a", "/bin/sh")), "FS006", "/usr/bin/a: its interpreter \"/bin/sh\" is not in the image");

    [Test]
    public void FS007_fails_on_a_link_on_path_whose_target_is_gone()
    {
        Fails(Good.With(Link("/usr/bin/python3", "python3.13")), "FS007", "/usr/bin/python3 is a link to python3.13, which leads nowhere in the image");
        Good.With(Link("/usr/bin/python3", "python3.13")).Examine("FS007").Expected.ShouldStartWith($"every link on PATH ({Path}), of the runtime (/opt/x)");
    }

    [Test]
    public void FS007_fails_on_a_version_agnostic_link_without_its_target()
    {
        var image = (Good with { Runtimes = ["/opt/node/bin/node"] })
            .With(Link("/opt/node", "/opt/nodejs/node-v24.1.0"), Directory("/opt/nodejs/node-v24.2.0"));
        Fails(image, "FS007", "/opt/node is a link to /opt/nodejs/node-v24.1.0, which leads nowhere in the image");
    }

    [Test]
    public void FS007_fails_on_a_link_of_the_runtime_and_on_links_in_a_circle() => Fails(
        Good.With(Link("/opt/x/lib/a.so", "a.so.1"), Link("/opt/x/lib/b", "c"), Link("/opt/x/lib/c", "b")), "FS007",
        string.Join(Environment.NewLine,
            "/opt/x/lib/a.so is a link to a.so.1, which leads nowhere in the image",
            "/opt/x/lib/b is a link to c, which leads nowhere in the image",
            "/opt/x/lib/c is a link to b, which leads nowhere in the image"));

    [TestCase("/usr/share/doc/README", "gone")]
    [TestCase("/opt/x/testdata/dangling", "gone")]
    [TestCase("/opt/x/lib/mtab", "/proc/mounts")]
    [TestCase("/opt/x/lib/log", "../../../dev/stdout")]
    [TestCase("/opt/x/lib/env", "/usr/bin/env")]
    public void FS007_passes_links_that_lead_somewhere_or_that_nothing_uses(string path, string target) =>
        Good.With(Link(path, target)).Examine("FS007").Passed.ShouldBeTrue();

    [Test]
    public void FS007_follows_a_link_to_what_an_engine_provides() =>
        Good.With(Link("/opt/x/lib/a", "/etc/b"), Link("/etc/b", "../proc/self/mounts")).Examine("FS007").Passed.ShouldBeTrue();

    [TestCase(0b100_111_101_101, "/usr/bin/su is setuid (0:0, mode 4755)")]
    [TestCase(0b010_111_101_101, "/usr/bin/su is setgid (0:0, mode 2755)")]
    [TestCase(0b110_111_101_101, "/usr/bin/su is setuid and setgid (0:0, mode 6755)")]
    public void FS008_fails_on_files_that_change_the_user(int mode, string observed) =>
        Fails(Good.With(Program("/usr/bin/su") with { Mode = mode }), "FS008", observed);

    [Test]
    public void FS008_fails_on_file_capabilities() => Fails(
        Good.With(Program("/usr/bin/ping") with { Capabilities = Capabilities(1, 0x2000, 0) }), "FS008",
        "/usr/bin/ping has file capabilities: cap_net_raw=ep");

    [Test]
    public void FS008_passes_a_directory_whose_files_get_its_group() =>
        Good.With(Directory("/var/mail", mode: 0b010_111_111_101)).Examine("FS008").Passed.ShouldBeTrue();

    [Test]
    public void FS008_wants_exactly_three_capabilities_on_the_sidecars_nsenter()
    {
        const uint three = (1 << 18) | (1 << 19) | (1 << 21);
        Sidecar(Capabilities(1, three, three)).Examine("FS008").Passed.ShouldBeTrue();
        Fails(Sidecar(null), "FS008", "/usr/bin/nsenter has no file capabilities");
        Fails(Sidecar(Capabilities(0, three, three)), "FS008", "/usr/bin/nsenter has other file capabilities: cap_sys_chroot,cap_sys_ptrace,cap_sys_admin=ip");
        Fails(
            Sidecar(Capabilities(1, three | 1, three)), "FS008",
            "/usr/bin/nsenter has other file capabilities: cap_sys_chroot,cap_sys_ptrace,cap_sys_admin=eip cap_chown=ep");
        Fails(Sidecar([1, 2, 3]), "FS008", "/usr/bin/nsenter has other file capabilities: an attribute that no kernel reads (010203)");
        Fails(Good with { Kind = ImageKind.Sidecar }, "FS008", "/usr/bin/nsenter is not in the image");
        Fails(
            Good.With(Program("/usr/bin/nsenter") with { Capabilities = Capabilities(1, three, three) }), "FS008",
            "/usr/bin/nsenter has file capabilities: cap_sys_chroot,cap_sys_ptrace,cap_sys_admin=eip");

        static SampleImage Sidecar(byte[]? capabilities) =>
            (Good with { Kind = ImageKind.Sidecar }).With(Program("/usr/bin/nsenter") with { Capabilities = capabilities });
    }

    [TestCase("010000")]
    [TestCase("0100000901000000000000000000000000000000")]
    [TestCase("01000002010000000000000000")]
    public void File_capabilities_that_no_kernel_reads_are_none(string hex) => FileCapabilities.Read(Convert.FromHexString(hex)).ShouldBeNull();

    [TestCase("010000010100000000000000", "cap_chown=ep")]
    [TestCase("0000000200000000000000000001000000000000", "cap_checkpoint_restore=p")]
    [TestCase("0000000300000000000000000000000000010000e8030000", "cap_checkpoint_restore=i")]
    [TestCase("0000000200000000000000000000000000000000", "no capability")]
    public void File_capabilities_of_each_version_are_read(string hex, string expected) =>
        FileCapabilities.Read(Convert.FromHexString(hex)).ShouldNotBeNull().ToString().ShouldBe(expected);

    [Test]
    public void FS009_fails_on_what_everybody_may_write() => Fails(
        Good.With(Directory("/opt/y", mode: 0b111_111_111), File("/opt/y/a", mode: 0b110_110_110), File("/tmp/b", mode: 0b110_110_110)), "FS009",
        "3 such paths: /opt/y (0:0, mode 0777), /opt/y/a (0:0, mode 0666), /tmp/b (0:0, mode 0666)");

    [Test]
    public void FS009_passes_the_places_for_writing_what_a_volume_hides_links_and_devices() => Good
        .With(Directory("/var/tmp", mode: 0b001_111_111_111), Directory("/mnt/data", mode: 0b111_111_111), File("/mnt/data/a", mode: 0b110_110_110))
        .With(Link("/opt/link", "/usr"), new FileEntry("/dev/null", FileType.Special, 0b110_110_110, 0, 0, 0))
        .Examine("FS009").Passed.ShouldBeTrue();

    [Test]
    public void FS012_fails_without_the_runtime() => Fails(Good.Without("/opt/x/bin/x"), "FS012", "/opt/x/bin/x is not in the image");

    [Test]
    public void FS012_fails_where_65532_cannot_run_it() => Fails(
        Good.With(Program("/opt/x/bin/x") with { Mode = 0b111_100_100 }), "FS012", "/opt/x/bin/x is not executable for 65532: 0:0, mode 0744");

    [TestCase("/usr/bin/python3.12", "a second one is /usr/bin/python3.12")]
    [TestCase("/opt/python/bin/python", "a second one is /opt/python/bin/python")]
    [TestCase("/home/a/.local/bin/python3", "a second one is /home/a/.local/bin/python3")]
    public void FS012_fails_on_a_second_runtime(string path, string observed) =>
        Fails(Python.With(Program(path) with { Size = 2 }), "FS012", observed);

    [Test]
    public void FS012_fails_on_a_second_runtime_under_another_name() => Fails(
        Python.With(Program("/opt/pypy/bin/pypy") with { Size = 2 }, Link("/usr/local/bin/python3", "/opt/pypy/bin/pypy")), "FS012",
        "a second one is /opt/pypy/bin/pypy, linked from /usr/local/bin/python3");

    [TestCase("/usr/local/bin/python3.13")]
    [TestCase("/opt/other/bin/python")]
    public void FS012_fails_on_a_copy_at_another_prefix_where_it_finds_other_packages(string path) =>
        Fails(Python.With(Program(path)), "FS012", $"a second one is {path}");

    [Test]
    public void FS012_passes_links_copies_and_what_only_has_the_name()
    {
        var image = Python.With(
            Link("/usr/bin/python3", "python3.13"),
            Program("/usr/lib/copy/python3"),
            Directory("/usr/lib/python3"),
            File("/usr/share/completions/python3"),
            Program("/usr/bin/python3-config") with { Size = 2 },
            Link("/usr/bin/python", "gone"));
        var finding = image.Examine("FS012");
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldBe("/opt/runtime/bin/python is /usr/bin/python3.13");
    }

    private static SampleImage Python { get; } = (Good with { Runtimes = ["/opt/runtime/bin/python"] })
        .With(Program("/usr/bin/python3.13"), Link("/opt/runtime/bin/python", "/usr/bin/python3.13"));

    private static FileEntry Script(string path, string line) => File(path, mode: 0b111_101_101) with { Shebang = line };

    private static byte[] Capabilities(byte effective, uint permitted, uint inheritable) =>
        [effective, 0, 0, 2, .. BitConverter.GetBytes(permitted), .. BitConverter.GetBytes(inheritable), 0, 0, 0, 0, 0, 0, 0, 0];

    private static void Fails(SampleImage image, string id, string observed)
    {
        var finding = image.Examine(id);
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
    }
}
