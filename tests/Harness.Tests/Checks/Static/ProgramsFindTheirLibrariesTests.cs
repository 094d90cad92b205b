using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

[Parallelizable(ParallelScope.All)]
public sealed class ProgramsFindTheirLibrariesTests
{
    [Test]
    public void A_library_that_a_program_lacks_is_named_with_all_who_need_it() => Fails(
        Good.With(Program("/usr/bin/a", "libgone.so.1"), Program("/usr/bin/b", "libgone.so.1"), Program("/opt/x/libexec/c", "libgone.so.1")),
        "libgone.so.1 is not in the image or not for its architecture: needed by /usr/bin/a, /usr/bin/b, /opt/x/libexec/c");

    [Test]
    public void A_library_of_the_runtime_must_be_loadable_although_no_program_needs_it() => Fails(
        Good.With(Needing("/opt/x/lib/module.so", "libgone.so.1")),
        "libgone.so.1 is not in the image or not for its architecture: needed by /opt/x/lib/module.so");

    [Test]
    public void The_libraries_of_a_runtime_below_a_shared_prefix_are_looked_at()
    {
        var image = (Good with { Runtimes = ["/usr/bin/env"] }).With(Needing("/usr/lib/x/module.so", "libgone.so.1"));
        Fails(image, "libgone.so.1 is not in the image or not for its architecture: needed by /usr/lib/x/module.so");
    }

    [Test]
    public void A_library_in_a_directory_that_a_variable_names_is_looked_at()
    {
        var image = Good.With(Needing("/opt/packages/numpy/core.so", "libgone.so.1"), Directory("/mnt/data/x"));
        Fails(
            image.Assigning("PYTHONPATH=/mnt/data:/opt/packages"),
            "libgone.so.1 is not in the image or not for its architecture: needed by /opt/packages/numpy/core.so");
        Passes(image);
    }

    [Test]
    public void A_library_that_the_catalog_says_is_loaded_first_need_not_be_found_by_itself()
    {
        // As java does with libjvm.so, and R with libR.so; a program has nobody who loads something first.
        var image = Good with { Preloads = ["libjvm.so"] };
        Passes(image.With(Needing("/opt/x/lib/libjava.so", "libjvm.so"), Library("/opt/x/lib/server/libjvm.so")));
        Fails(
            image.With(Needing("/opt/x/lib/libjava.so", "libjvm.so")),
            "libjvm.so is not in the image or not for its architecture: needed by /opt/x/lib/libjava.so");
        Fails(
            Good.With(Needing("/opt/x/lib/libnumpy.so", "libblas.so.3"), Library("/opt/x/lib/openblas-pthread/libblas.so.3")),
            "libblas.so.3 is not in the image or not for its architecture: needed by /opt/x/lib/libnumpy.so");
        Fails(
            image.With(Program("/opt/x/bin/java", "libjvm.so"), Library("/opt/x/lib/server/libjvm.so")),
            "libjvm.so is not in the image or not for its architecture: needed by /opt/x/bin/java");
    }

    [Test]
    public void A_symbol_version_that_is_needed_must_be_there() => Fails(
        Good.With(
            Library("/usr/lib/liba.so.1") with { Elf = new ElfInfo(true, 62, null, [], [], []) { Provides = ["A_1"] } },
            Program("/usr/bin/a") with { Elf = new ElfInfo(true, 62, null, ["liba.so.1"], [], []) { Requires = [new NeededVersion("liba.so.1", "A_2")] } }),
        "/usr/lib/liba.so.1 has no version A_2: needed by /usr/bin/a");

    [Test]
    public void A_program_for_another_architecture_fails() => Fails(
        Good.With(Program("/usr/bin/a") with { Elf = Arm("/lib/ld-linux-aarch64.so.1") }),
        "/usr/bin/a is for arm64, the others for amd64");

    [Test]
    public void What_the_configuration_names_is_another_checks_matter() => Passes(Good with { Architecture = "arm64" });

    [Test]
    public void A_library_of_the_runtime_for_another_architecture_fails_unless_its_path_says_so()
    {
        Fails(Good.With(Library("/opt/x/lib/a.so") with { Elf = Arm() }), "/opt/x/lib/a.so is for arm64, the others for amd64");
        Passes(Good.With(Library("/opt/x/lib/rustlib/aarch64-unknown-linux-gnu/lib/libstd.so") with { Elf = Arm() }));
        Passes(Good.With(Library("/opt/x/lib/race_linux_arm64.so") with { Elf = Arm() }));
    }

    [Test]
    public void Packages_may_carry_libraries_for_other_architectures_where_the_path_says_so()
    {
        var prebuilt = Library("/opt/packages/prebuilds/linux-arm64/a.node") with { Elf = Arm() };
        Passes(Good.With(prebuilt).Assigning("NODE_PATH=/opt/packages"));
        Fails(
            Good.With(prebuilt with { Path = "/opt/packages/a.so" }).Assigning("NODE_PATH=/opt/packages"),
            "/opt/packages/a.so is for arm64, the others for amd64");
        Fails(
            Good.With(File("/opt/packages/a.so") with { IsBrokenElf = true }).Assigning("NODE_PATH=/opt/packages"),
            "/opt/packages/a.so cannot be loaded: it is cut off, damaged or for a big-endian machine");
    }

    [TestCase("/opt/packages/@img/sharp-linuxmusl-x64/a.node")]
    [TestCase("/opt/packages/prebuilds/linux-x64/node.napi.musl.node")]
    [TestCase("/opt/packages/prebuilds/freebsd-x64/a.node")]
    [TestCase("/opt/packages/tests/a.so")]
    public void Packages_may_carry_libraries_for_other_platforms_and_for_tests(string path) =>
        Passes(Good.With(Needing(path, "libc.musl-x86_64.so.1")).Assigning("NODE_PATH=/opt/packages"));

    [Test]
    public void A_file_that_only_starts_like_a_program_fails() => Fails(
        Good.With(File("/usr/bin/a") with { IsBrokenElf = true }, File("/opt/x/testdata/fuzzed") with { IsBrokenElf = true }),
        "/usr/bin/a cannot be loaded: it is cut off, damaged or for a big-endian machine");

    [Test]
    public void Libraries_of_a_display_may_lack_for_a_part_of_the_runtime_and_are_told()
    {
        var awt = Needing("/opt/x/lib/libawt_xawt.so", "libX11.so.6");
        var finding = Good.With(awt).Examine("FS005");
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldEndWith("; not counted are a display's libraries, which an image need not have: libX11.so.6 of /opt/x/lib/libawt_xawt.so");
        Good.With(Program("/usr/bin/xeyes", "libX11.so.6")).Examine("FS005").Passed.ShouldBeFalse();
        Good.With(Needing("/opt/packages/a.so", "libX11.so.6")).Assigning("PYTHONPATH=/opt/packages").Examine("FS005").Passed.ShouldBeFalse();
    }

    [Test]
    public void The_configurations_path_counts_where_the_entrypoint_sets_none()
    {
        var image = Good with { Entrypoint = ["/app/sidecar"], Environment = ["PATH=/app"] };
        Fails(image.With(Program("/app/sidecar", "libgone.so.1")), "libgone.so.1 is not in the image or not for its architecture: needed by /app/sidecar");
    }

    [Test]
    public void Nothing_to_look_at_is_no_pass() => Fails(Good with { Files = [] }, "no program was found");

    private static FileEntry Needing(string path, string library) => Library(path) with { Elf = new ElfInfo(true, 62, null, [library], [], []) };

    private static ElfInfo Arm(string? interpreter = null) => new(true, 183, interpreter, [], [], []);

    private static void Passes(SampleImage image)
    {
        var finding = image.Examine("FS005");
        finding.Passed.ShouldBeTrue(finding.Observed);
    }

    private static void Fails(SampleImage image, string observed)
    {
        var finding = image.Examine("FS005");
        finding.Outcome.ShouldBe(Harness.Checks.Outcome.Failed);
        finding.Observed.ShouldBe(observed);
    }
}
