using Harness.Catalog;
using Harness.Images;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

[Parallelizable(ParallelScope.All)]
public sealed class FileChecksTests
{
    [Test]
    public void FS001_fails_without_sleep() => Fails(Good.Without("/usr/bin/sleep"), "FS001", "/usr/bin/sleep is not in the image");

    [Test]
    public void FS001_fails_on_a_dangling_link() =>
        Fails(Good.With(Link("/usr/bin/sleep", "/bin/busybox")), "FS001", "/usr/bin/sleep is a link to /bin/busybox, which is not in the image");

    [Test]
    public void FS001_passes_a_link_to_a_program_of_many_names() =>
        Good.With(Program("/usr/lib/coreutils"), Link("/usr/bin/sleep", "../lib/coreutils"), Link("/usr/bin/env", "/usr/lib/coreutils"))
            .Examine("FS001").Passed.ShouldBeTrue();

    [Test]
    public void FS001_fails_where_65532_may_not_execute() => Fails(
        Good.With(Program("/usr/bin/env") with { Mode = 0b111_100_100 }), "FS001",
        "/usr/bin/env is not executable for 65532: 0:0, mode 0744, or a directory above it is closed");

    [Test]
    public void FS001_fails_on_a_directory_that_is_closed() =>
        Good.With(Directory("/usr/bin", mode: 0b111_000_000)).Examine("FS001").Passed.ShouldBeFalse();

    [Test]
    public void FS001_fails_on_a_script() => Fails(
        Good.With(File("/usr/bin/env", mode: 0b111_101_101) with { Shebang = "/bin/sh" }), "FS001",
        "/usr/bin/env is not a program: not an ELF file that can be read, but a script for /bin/sh");

    [Test]
    public void FS001_fails_where_a_library_is_gone() => Fails(
        Good.With(Program("/usr/bin/env", "libc.so.6", "libgone.so.1")), "FS001",
        "/usr/bin/env cannot be loaded: libgone.so.1 (needed by /usr/bin/env) is not in the image or not for its architecture");

    [Test]
    public void FS001_fails_where_the_loader_is_gone() => Fails(
        Good.Without("/usr/lib64/ld-linux-x86-64.so.2").Without("/usr/bin/sleep").With(Library("/usr/bin/sleep") with { Mode = 0b111_101_101 }), "FS001",
        "/usr/bin/env cannot be loaded: /lib64/ld-linux-x86-64.so.2 (needed by /usr/bin/env) is not in the image or not for its architecture");

    [Test]
    public void FS002_fails_on_roots_directory() =>
        Fails(Good.With(Directory("/mnt/data")), "FS002", "/mnt/data is 0:0, mode 0755");

    [Test]
    public void FS002_fails_without_the_directory() => Fails(Good.Without("/mnt/data"), "FS002", "/mnt/data is not in the image");

    [Test]
    public void FS002_fails_on_a_file() => Fails(Good.Without("/mnt/data").With(File("/mnt/data")), "FS002", "/mnt/data is not a directory");

    [Test]
    public void FS002_fails_below_a_closed_directory() => Fails(
        Good.With(Directory("/mnt", mode: 0b111_000_000)), "FS002",
        "/mnt/data is 65532:65532, mode 0755, below a directory that 65532 may not search");

    [TestCase(0b111_111_101, 0, 65532, true)]
    [TestCase(0b111_111_111, 0, 0, true)]
    [TestCase(0b101_111_111, 65532, 0, false)]
    [TestCase(0b111_101_111, 0, 65532, false)]
    [TestCase(0b010_000_000, 65532, 0, false)]
    public void FS002_judges_by_the_class_that_fits(int mode, int uid, int gid, bool passes) =>
        Good.With(Directory("/mnt/data", mode, uid, gid)).Examine("FS002").Passed.ShouldBe(passes);

    [TestCase("/usr/bin/bash")]
    [TestCase("/usr/local/bin/zsh")]
    [TestCase("/opt/x/bin/busybox")]
    [TestCase("/somewhere/else/dash")]
    public void FS003_fails_on_a_shell_in_an_image_without(string path)
    {
        Fails(Good.With(Program(path)), "FS003", $"found {path} (0:0, mode 0755)");
        Good.With(Program(path)).Examine("FS003").Expected.ShouldBe("no shell anywhere in the image");
    }

    [Test]
    public void FS003_holds_the_label_to_what_is_found()
    {
        Fails(Good.Labelled(ImageLabels.Shell, "true"), "FS003", "it says 'true'; no shell was found");
        Good.Labelled(ImageLabels.Shell, "false").Examine("FS003").Passed.ShouldBeTrue();
        var image = Good.Labelled(ImageLabels.Shell, "false") with { Shell = true };
        Fails(image.With(Program("/usr/bin/bash")), "FS003", "it says 'false'; found /usr/bin/bash (0:0, mode 0755)");
    }

    [Test]
    public void FS003_sees_through_links_both_ways()
    {
        Fails(Good.With(Program("/opt/tool"), Link("/usr/bin/sh", "/opt/tool")), "FS003", "found /usr/bin/sh, which is /opt/tool (0:0, mode 0755)");
        Fails(Good.With(File("/opt/dash"), Link("/usr/bin/tool", "/opt/dash")), "FS003", "found /usr/bin/tool, which is /opt/dash (0:0, mode 0644)");
    }

    [Test]
    public void FS003_passes_what_only_sounds_like_a_shell() =>
        Good.With(Link("/usr/bin/sh", "nowhere"), File("/usr/share/bash-completion/completions/sh"), Directory("/etc/bash"))
            .Examine("FS003").Passed.ShouldBeTrue();

    [Test]
    public void FS003_fails_without_the_shell_that_the_catalog_expects()
    {
        var image = Good with { Shell = true };
        Fails(image, "FS003", "no shell was found");
        Fails(image.With(Program("/usr/bin/bash") with { Mode = 0b111_000_000 }), "FS003", "found /usr/bin/bash (0:0, mode 0700)");
        image.With(Program("/usr/bin/bash")).Examine("FS003").Passed.ShouldBeTrue();
    }

    [Test]
    public void FS003_wants_sh_itself_where_a_language_runs_through_it()
    {
        var c = new LanguageDefinition(
            "c", "c", "code.c", ["gcc -o {out} {file}"], Shell: true, "GCC_VERSION", ResourceLimits.Contract,
            new Dictionary<ProgramRole, ProgramDefinition>());
        var image = Good with { Shell = true, Languages = [c] };
        Fails(image.With(Program("/usr/bin/bash")), "FS003", "found /usr/bin/bash (0:0, mode 0755)");
        image.With(Program("/usr/bin/dash"), Link("/usr/bin/sh", "dash")).Examine("FS003").Passed.ShouldBeTrue();
    }

    [TestCase("/usr/bin/apt")]
    [TestCase("/sbin/apk")]
    [TestCase("/usr/bin/dpkg")]
    public void FS004_fails_on_a_package_manager(string path) => Fails(Good.With(Program(path)), "FS004", $"found {path}");

    [Test]
    public void FS004_passes_the_package_managers_of_languages() =>
        Good.With(Program("/usr/bin/pip"), Program("/usr/bin/npm"), Directory("/var/lib/dpkg")).Examine("FS004").Passed.ShouldBeTrue();

    private static void Fails(SampleImage image, string id, string observed)
    {
        var finding = image.Examine(id);
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
    }
}
