using Harness.Catalog;
using Harness.Checks;
using Harness.Images;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

/// <summary>CFG006 to CFG008.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ConfigurationContentTests
{
    private const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    [TestCase(ImageLabels.Title)]
    [TestCase(ImageLabels.Description)]
    [TestCase(ImageLabels.Version)]
    [TestCase(ImageLabels.Created)]
    [TestCase(ImageLabels.Revision)]
    [TestCase(ImageLabels.BaseName)]
    [TestCase(ImageLabels.BaseDigest)]
    [TestCase(ImageLabels.BaseProvider)]
    [TestCase(ImageLabels.BaseLayers)]
    public void CFG006_fails_where_a_label_is_missing_or_empty(string label)
    {
        Fails(Good.Labelled(label, " "), "CFG006", $"{label} is missing or empty");
        Fails(Good with { Labels = Good.Labels.Where(one => one.Key != label).ToDictionary() }, "CFG006", $"{label} is missing or empty");
    }

    [TestCase(ImageLabels.Version, "3.13.15", "org.opencontainers.image.version is 3.13.15, but the image is tagged latest")]
    [TestCase(ImageLabels.Created, "yesterday", "org.opencontainers.image.created is yesterday, but that is not a time in the format of RFC 3339")]
    [TestCase(ImageLabels.BaseProvider, "dhi", "kcr.dev/base-provider is dhi, but the base is localhost/kcr-bases/sample:1-debian13, which comes from local")]
    [TestCase(
        ImageLabels.BaseDigest, "sha256:12", "org.opencontainers.image.base.digest is sha256:12, but that is not a digest (sha256: and 64 hexadecimal digits)")]
    [TestCase(
        ImageLabels.BaseLayers, "sha256:1 sha256:9",
        "kcr.dev/base-layers is sha256:1 sha256:9, but the image's lowest layers are sha256:1 sha256:2: it was built on another base")]
    public void CFG006_fails_where_a_label_is_not_true(string label, string value, string observed) => Fails(Good.Labelled(label, value), "CFG006", observed);

    [Test]
    public void CFG006_holds_the_digest_against_the_one_in_the_bases_name()
    {
        var other = Digest.Replace('0', 'a');
        var image = Good.Labelled(ImageLabels.BaseName, $"dhi.io/sample@{other}").Labelled(ImageLabels.BaseProvider, "dhi");
        Fails(image, "CFG006", $"org.opencontainers.image.base.digest is {Digest}, but the base is dhi.io/sample@{other}");
        image.Labelled(ImageLabels.BaseDigest, other).Examine("CFG006").Passed.ShouldBeTrue();
    }

    [TestCase("2026-11-21T12:00:00Z")]
    [TestCase("2026-11-21T12:00:00.123456789Z", false)]
    [TestCase("2026-11-21T12:00:00.1234567+02:00")]
    [TestCase("21.11.2026", false)]
    public void CFG006_reads_the_time(string created, bool passes = true) =>
        Good.Labelled(ImageLabels.Created, created).Examine("CFG006").Passed.ShouldBe(passes);

    [Test]
    public void CFG006_asks_no_digest_of_an_image_without_a_base() =>
        (Good with { Labels = Good.Labels.Where(label => label.Key is not (ImageLabels.BaseDigest or ImageLabels.BaseLayers)).ToDictionary() })
            .Labelled(ImageLabels.BaseName, "scratch").Labelled(ImageLabels.BaseProvider, "mirror").Examine("CFG006").Passed.ShouldBeTrue();

    [Test]
    public void CFG007_fails_on_a_secret_by_its_name_wherever_it_stands()
    {
        Fails(
            Good with { Environment = ["LANG=C", "NPM_TOKEN=abcdef"] }, "CFG007",
            "ENV sets NPM_TOKEN, by its name a secret, to a value (6 characters, not shown)");
        Fails(Good.Assigning("DB_PASSWORD=abcdef"), "CFG007", "ENTRYPOINT sets DB_PASSWORD, by its name a secret, to a value (6 characters, not shown)");
        Fails(Good.Labelled("example.api-key", "abcdef"), "CFG007", "LABEL sets example.api-key, by its name a secret, to a value (6 characters, not shown)");
        Fails(
            Good with { Command = ["serve", "--password=abcdef"] }, "CFG007", "CMD sets password, by its name a secret, to a value (6 characters, not shown)");
    }

    [TestCase(
        "RUN |2 NODE=24 NPM_TOKEN=abcdef /bin/sh -c npm ci # buildkit",
        "step 1 of the history (RUN) sets NPM_TOKEN, by its name a secret, to a value (6 characters, not shown)")]
    [TestCase("ARG DHI_PASSWORD=abcdef", "step 1 of the history (ARG) sets DHI_PASSWORD, by its name a secret, to a value (6 characters, not shown)")]
    [TestCase("/bin/sh -c #(nop)  ENV API_KEY=abcdef", "step 1 of the history (ENV) sets API_KEY, by its name a secret, to a value (6 characters, not shown)")]
    [TestCase("RUN /bin/sh -c curl https://me:abcdef@example.org/", "step 1 of the history (RUN) contains what looks like a credential (not shown)")]
    [TestCase(
        "RUN /bin/sh -c login --password='abcdef ghi'",
        "step 1 of the history (RUN) sets password, by its name a secret, to a value (10 characters, not shown)")]
    public void CFG007_fails_on_a_secret_in_the_history_and_does_not_show_it(string step, string observed)
    {
        Fails(Good with { History = [new HistoryStep(step, IsEmpty: true)] }, "CFG007", observed);
        observed.ShouldNotContain("abcdef");
    }

    [TestCase("ghp_0123456789012345678901234567890123456")]
    [TestCase("AKIA0123456789ABCDEF")]
    [TestCase("https://me:word@example.org/index")]
    public void CFG007_fails_on_a_credential_by_its_form(string value)
    {
        var finding = (Good with { Environment = [$"INDEX={value}"] }).Examine("CFG007");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe("ENV contains what looks like a credential (not shown; the value of INDEX)");
    }

    [TestCase("RUN /bin/sh -c TOKEN=\"$(cat /run/secrets/token)\" npm ci")]
    [TestCase("RUN /bin/sh -c npm ci --token=${TOKEN}")]
    [TestCase("ARG NPM_TOKEN")]
    [TestCase("ENV SSH_AUTH_SOCK=/run/agent TOKEN_FILE=/run/secrets/token GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305")]
    [TestCase("COPY --from=builder /opt/keys /opt/keys")]
    public void CFG007_passes_what_only_speaks_of_secrets(string step)
    {
        var finding = (Good with { History = [new HistoryStep(step, IsEmpty: true)] }).Examine("CFG007");
        finding.Passed.ShouldBeTrue(finding.Observed);
    }

    [Test]
    public void CFG008_fails_where_the_programs_are_another_machines()
    {
        Fails(Good with { Architecture = "arm64", Runtimes = [] }, "CFG008",
            "/usr/bin/env is a program for amd64, but the configuration names linux/arm64",
            "/usr/bin/sleep is a program for amd64, but the configuration names linux/arm64");
        var runtime = Program("/opt/x/bin/x") with { Elf = new ElfInfo(true, 183, null, [], [], []) };
        Fails((Good with { Runtimes = ["/opt/link"] }).With(runtime, Link("/opt/link", "x/bin/x")), "CFG008",
            "/opt/x/bin/x is a program for arm64, but the configuration names linux/amd64");
        Fails((Good with { Runtimes = ["/opt/x/bin/x"] }).With(runtime with { Elf = new ElfInfo(false, 62, null, [], [], []) }), "CFG008",
            "/opt/x/bin/x is a program for ELF machine 62, but the configuration names linux/amd64");
    }

    [TestCase("linux", "x86_64")]
    [TestCase("windows", "amd64")]
    [TestCase("", "")]
    public void CFG008_fails_on_a_platform_that_is_none(string os, string architecture) =>
        Fails(Good with { Os = os, Architecture = architecture }, "CFG008",
            $"the configuration names {os}/{architecture}, expected linux and one of 386, amd64, arm, arm64, loong64, ppc64le, riscv64");

    [Test]
    public void CFG008_does_not_pass_where_no_program_shows_the_machine() =>
        (Good with { Files = [], Runtimes = ["/opt/script"] }).With(File("/opt/script")).Examine("CFG008").Outcome.ShouldBe(Outcome.Skipped);

    [Test]
    public void CFG008_looks_at_what_the_sidecar_starts_as() =>
        Fails(
            (Good with { Kind = ImageKind.Sidecar, Entrypoint = ["/app/sidecar"], Architecture = "arm64" }).With(Program("/app/sidecar")), "CFG008",
            "/app/sidecar is a program for amd64, but the configuration names linux/arm64");

    private static void Fails(SampleImage image, string id, params string[] observed)
    {
        var finding = image.Examine(id);
        finding.Outcome.ShouldBe(Outcome.Failed);
        finding.Observed.Split(Environment.NewLine).ShouldBe(observed);
    }
}
