using Harness.Checks;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

/// <summary>CFG009 to CFG013 and FS016.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class BesidesTheCommandTests
{
    private const string Libraries = "/usr/lib/x86_64-linux-gnu";
    private const string Index = Libraries + "/gconv/gconv-modules";

    private static readonly string[] Modules =
        ["ISO8859-1", "ISO8859-2", "ISO8859-15", "CP1250", "CP1251", "CP1252", "KOI8-R", "UTF-16", "UTF-32", "EUC-JP", "SJIS", "GBK", "BIG5", "RARE"];

    private static SampleImage WithEncodings { get; } = (Good with { LoadsByName = ["encodings"] }).With(
        [
            File(Index, text: "# module FROM TO FILE COST\nmodule\tRARE//\tINTERNAL\tRARE\t1\n"),
            .. Modules.Select(module => Library($"{Libraries}/gconv/{module}.so"))
        ]);

    [TestCase("LANG=en_US.UTF-8", "ENV sets LANG=en_US.UTF-8, and that locale is not in the image; it has C, C.utf8")]
    [TestCase("LC_ALL=de_DE", "ENV sets LC_ALL=de_DE, and that locale is not in the image; it has C, C.utf8")]
    [TestCase("LC_CTYPE=C.ISO-8859-1", "ENV sets LC_CTYPE=C.ISO-8859-1, and that locale is not in the image; it has C, C.utf8")]
    [TestCase("TZ=Europe/Nowhere", "ENV sets TZ=Europe/Nowhere, and /usr/share/zoneinfo/Europe/Nowhere is not in the image: programs take it for UTC")]
    [TestCase("JAVA_HOME=/opt/java/24", "ENV sets JAVA_HOME=/opt/java/24, which is not in the image")]
    public void CFG009_fails_on_what_is_not_there(string variable, string observed) =>
        Fails((Good with { Environment = [variable] }).With(File("/usr/lib/locale/C.utf8/LC_CTYPE")), "CFG009", observed);

    [TestCase("LANG=C.UTF-8")]
    [TestCase("LANG=C.utf8")]
    [TestCase("LANG=")]
    [TestCase("LC_ALL=POSIX")]
    [TestCase("LC_TIME=de_DE.UTF-8")]
    [TestCase("LANGUAGE=de:en")]
    [TestCase("TZ=Europe/Berlin")]
    [TestCase("TZ=CET-1CEST")]
    [TestCase("PATH=/usr/local/sbin:/usr/bin")]
    [TestCase("LD_LIBRARY_PATH=/usr/local/lib:")]
    [TestCase("CACHE=/tmp/cache")]
    [TestCase("PROXY=//host/path")]
    [TestCase("X_HOME=/opt/x")]
    public void CFG009_passes_what_is_there_or_need_not_be(string variable) =>
        (Good with { Environment = [variable] })
            .With(
                File("/usr/lib/locale/C.utf8/LC_CTYPE"),
                File("/usr/lib/locale/locale-archive", text: "de_DE.utf8\n"),
                File("/usr/share/zoneinfo/Europe/Berlin"))
            .Examine("CFG009").Passed.ShouldBeTrue();

    [Test]
    public void CFG009_looks_at_the_locale_that_the_ENTRYPOINT_sets() =>
        Fails(Good.Assigning("LANG=C.UTF-8"), "CFG009", "ENTRYPOINT sets LANG=C.UTF-8, and that locale is not in the image; it has C alone");

    [Test]
    public void CFG010_fails_on_a_health_check_in_any_form()
    {
        Fails(
            Good with { Healthcheck = ["CMD-SHELL", "curl -f localhost"] }, "CFG010",
            "HEALTHCHECK runs curl -f localhost in a shell, and the image has no /bin/sh: it fails each time");
        Fails((Good with { Healthcheck = ["CMD-SHELL", "true"] }).With(Program("/usr/bin/sh")), "CFG010", "HEALTHCHECK runs true in a shell");
        Fails(Good with { Healthcheck = ["CMD", "x", "--version"] }, "CFG010", "HEALTHCHECK is [\"CMD\",\"x\",\"--version\"]");
        (Good with { Healthcheck = ["NONE"] }).Examine("CFG010").Passed.ShouldBeTrue();
    }

    [Test]
    public void CFG011_fails_on_a_volume_other_than_the_data_directory()
    {
        Fails(
            Good with { Volumes = ["/opt/x/", "/cache"] }, "CFG011",
            "VOLUME /cache: nothing of the image is there, but it can be written",
            "VOLUME /opt/x/: 1 files of the image lie there");
        (Good with { Volumes = ["/mnt/data"] }).Examine("CFG011").Passed.ShouldBeTrue();
    }

    [Test]
    public void CFG012_fails_on_a_trigger() => Fails(Good with { OnBuild = ["COPY . /mnt/data"] }, "CFG012", "ONBUILD COPY . /mnt/data");

    [TestCase("SIGWINCH", "STOPSIGNAL is SIGWINCH, which sleep survives")]
    [TestCase("28", "STOPSIGNAL is 28, which sleep survives")]
    [TestCase("chld", "STOPSIGNAL is chld, which sleep survives")]
    [TestCase("SIGSTOP", "STOPSIGNAL is SIGSTOP, which sleep survives")]
    [TestCase("SIGNONE", "STOPSIGNAL is SIGNONE, which is no signal")]
    [TestCase("0", "STOPSIGNAL is 0, which is no signal")]
    [TestCase("SIGRTMIN+40", "STOPSIGNAL is SIGRTMIN+40, which is no signal")]
    public void CFG013_fails_on_a_signal_that_ends_nothing(string signal, string observed) => Fails(Good with { StopSignal = signal }, "CFG013", observed);

    [TestCase("SIGTERM")]
    [TestCase("15")]
    [TestCase("quit")]
    [TestCase("SIGKILL")]
    [TestCase("SIGRTMIN+3")]
    public void CFG013_passes_a_signal_that_ends_a_process(string signal) => (Good with { StopSignal = signal }).Examine("CFG013").Passed.ShouldBeTrue();

    [Test]
    public void FS016_passes_where_each_encoding_is_there() => WithEncodings.Examine("FS016").Passed.ShouldBeTrue();

    [Test]
    public void FS016_fails_on_encodings_that_are_not_there()
    {
        Fails(
            Good with { LoadsByName = ["encodings"] }, "FS016",
            $"{Libraries}/gconv has no gconv-modules: iconv knows no encoding but UTF-8, ASCII and a few that are built in");
        Fails(WithEncodings.Without($"{Libraries}/gconv/CP1252.so"), "FS016", $"{Libraries}/gconv lacks the modules of encodings CP1252");
        Fails(WithEncodings.Without($"{Libraries}/gconv/RARE.so"), "FS016", $"{Libraries}/gconv lacks the modules of encodings RARE");
        Fails(WithEncodings.With(Program($"{Libraries}/gconv/RARE.so", "libRARE.so")), "FS016", $"modules of {Libraries}/gconv do not find libRARE.so of RARE");
    }

    [Test]
    public void FS016_fails_on_settings_that_are_not_there_or_not_for_65532()
    {
        var image = Good with { LoadsByName = ["/usr/lib/ssl/openssl.cnf"] };
        Fails(image, "FS016", "/usr/lib/ssl/openssl.cnf is not in the image, or 65532 may not read it");
        Fails(
            image.With(File("/usr/lib/ssl/openssl.cnf") with { Mode = 0b110_000_000 }), "FS016",
            "/usr/lib/ssl/openssl.cnf is not in the image, or 65532 may not read it");
        image.With(File("/etc/ssl/openssl.cnf"), Link("/usr/lib/ssl/openssl.cnf", "/etc/ssl/openssl.cnf")).Examine("FS016").Passed.ShouldBeTrue();
    }

    [Test]
    public void FS016_fails_on_a_locale_a_font_or_a_library_that_is_not_there()
    {
        var image = Good with { LoadsByName = ["locale C.UTF-8", "fonts", "libcurl.so.4"] };
        Fails(
            image, "FS016",
            "the locale C.UTF-8 is not in the image; it has C alone",
            "no font is below /usr/share/fonts/ or /usr/local/share/fonts/: what draws text fails, or leaves the text out",
            "libcurl.so.4 is not where the loader looks: what loads it by its name fails when a program first needs it");
        image.With(File("/usr/lib/locale/C.utf8/LC_CTYPE"), File("/usr/share/fonts/truetype/a.ttf"), Library($"{Libraries}/libcurl.so.4"))
            .Examine("FS016").Passed.ShouldBeTrue();
    }

    private static void Fails(SampleImage image, string id, params string[] observed)
    {
        var finding = image.Examine(id);
        finding.Outcome.ShouldBe(Outcome.Failed, finding.Observed);
        finding.Observed.Split(Environment.NewLine).ShouldBe(observed);
    }
}
