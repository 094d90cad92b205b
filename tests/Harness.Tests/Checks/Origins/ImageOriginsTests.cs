using Harness.Checks.Origins;
using Harness.Checks.Static;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Origins;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ImageOriginsTests
{
    private const string File = "images/sample/Dockerfile";

    private const string Dockerfile = """
        ARG BASE=base
        FROM ${BASE}-dev AS builder
        RUN make
        USER root

        FROM ${BASE} AS final
        ARG VERSION
        COPY --from=builder --chown=65532:65532 /opt/a /opt/b /opt/
        COPY --from=builder /rootfs/ /
        RUN --mount=type=cache,target=/x \
            # why
            echo one && \
            echo two
        WORKDIR /mnt/data
        USER 65532:65532
        ENTRYPOINT ["/usr/bin/env", "-i", \
            "PATH=/usr/bin", "QUOTED=a \"b\""]
        CMD ["sleep", "infinity"]
        """;

    private static readonly HistoryStep[] Base =
    [
        new("COPY /minimal/ / # buildkit", false),
        new("ENV PATH=/bin", true),
        new("USER nonroot", true),
    ];

    private static readonly HistoryStep[] Own =
    [
        new("ARG VERSION=1", true),
        new("COPY --chown=65532:65532 /opt/a /opt/b /opt/ # buildkit", false),
        new("COPY /rootfs/ / # buildkit", false),
        new("RUN |1 VERSION=1 /bin/sh -c echo one &&     echo two # buildkit", false),
        new("WORKDIR /mnt/data", true),
        new("USER 65532:65532", true),
        new("ENTRYPOINT [\"/usr/bin/env\" \"-i\" \"PATH=/usr/bin\" \"QUOTED=a \\\"b\\\"\"]", true),
        new("CMD [\"sleep\" \"infinity\"]", true),
    ];

    [TestCase("CFG001", 16)]
    [TestCase("CFG002", 18)]
    [TestCase("CFG003", 15)]
    [TestCase("CFG004", 14)]
    public void A_setting_leads_to_the_instruction_that_made_it(string check, int line) => Places(check, "", [.. Base, .. Own]).ShouldBe([$"{File}:{line}"]);

    [TestCase("/of-the-base", 6)]
    [TestCase("/opt/a", 8)]
    [TestCase("/usr/bin/bash", 9)]
    [TestCase("/echoed", 10)]
    public void A_path_leads_to_the_instruction_that_made_its_layer(string path, int line) =>
        Places("FS003", $"found {path} (0755), which is {path}: no such thing.", [.. Base, .. Own]).ShouldBe([$"{File}:{line}"]);

    [Test]
    public void Several_paths_lead_to_each_of_their_lines_once() =>
        Places("FS003", "found /opt/a\nfound /echoed, /opt/a and /nowhere", [.. Base, .. Own]).ShouldBe([$"{File}:8", $"{File}:10"]);

    [Test]
    public void A_step_of_the_history_leads_to_its_line() =>
        Places(
            "CFG007",
            "step 5 of the history (COPY) contains what looks like a credential\nstep 99 of the history (RUN) too, and step 0 of the history",
            [.. Base, .. Own])
            .ShouldBe([$"{File}:8"]);

    [Test]
    public void What_the_base_sets_leads_to_FROM() =>
        Places(
            "CFG003",
            "",
            [.. Base, .. Own.Where(step => !step.CreatedBy.StartsWith("USER", StringComparison.Ordinal))],
            Dockerfile.Replace("USER 65532:65532\n", "", StringComparison.Ordinal))
            .ShouldBe([$"{File}:6"]);

    [Test]
    public void What_was_added_to_the_image_afterwards_leads_nowhere()
    {
        HistoryStep[] later = [.. Base, .. Own, new("USER root", true), new("RUN /bin/sh -c cp /bin/bash /later # buildkit", false)];

        Places("CFG003", "", later).ShouldBeEmpty();
        Places("FS003", "found /later", later).ShouldBeEmpty();
        Places("CFG002", "", later).ShouldBe([$"{File}:18"]);
    }

    [Test]
    public void A_Dockerfile_that_was_changed_since_keeps_the_lines_that_are_still_true()
    {
        var changed = Dockerfile.Replace("WORKDIR /mnt/data", "WORKDIR /srv", StringComparison.Ordinal);

        Places("CFG004", "", [.. Base, .. Own], changed).ShouldBeEmpty();
        Places("CFG003", "", [.. Base, .. Own], changed).ShouldBe([$"{File}:15"]);
        Places("FS003", "found /of-the-base", [.. Base, .. Own], changed).ShouldBeEmpty("part of the image is not of this Dockerfile: who knows which");
    }

    [Test]
    public void The_classic_builders_history_is_read_as_well() => Places(
        "CFG003",
        "",
        [
            .. Base,
            .. Own.Take(3),
            new("|1 VERSION=1 /bin/sh -c echo one && echo two", false),
            new("/bin/sh -c #(nop) WORKDIR /mnt/data", true),
            new("/bin/sh -c #(nop)  USER 65532:65532", true)
        ])
        .ShouldBe([$"{File}:15"]);

    [Test]
    public void A_shell_form_is_matched_with_what_it_becomes() => Places(
        "CFG002", "", [new("CMD [\"/bin/sh\" \"-c\" \"sleep infinity\"]", true)], "FROM x\nCMD sleep infinity\n").ShouldBe([$"{File}:2"]);

    [TestCase("")]
    [TestCase("FROM x\nCOYP")]
    [TestCase("FROM scratch")]
    public void A_Dockerfile_that_says_nothing_leads_nowhere_or_to_its_FROM(string text) =>
        Places("CFG003", "", [.. Base, .. Own], text).Count.ShouldBeLessThan(2);

    [Test]
    public void A_history_without_end_costs_no_time() =>
        Places("CFG003", "", [.. Enumerable.Repeat(new HistoryStep($"USER {new string('x', 1000)}", true), 100_000)]).ShouldBeEmpty();

    private static IReadOnlyList<string> Places(string check, string observed, IReadOnlyList<HistoryStep> history, string dockerfile = Dockerfile)
    {
        var layers = new[] { "/of-the-base", "/opt/a", "/usr/bin/bash", "/echoed", "/later" };
        var snapshot = new ImageSnapshot(
            "sha256:0",
            new ImageConfig("amd64", "linux", "", "", [], [], [], new Dictionary<string, string>(), history),
            RootFileSystem.Of(layers.Index().Select(one => new FileEntry(one.Item, FileType.File, 0, 0, 0, 1) { Layer = one.Index })));
        return
        [
            .. ImageOrigins.Of(dockerfile, File, snapshot, new Dictionary<string, string>())
                .Of(StaticChecks.All.Single(one => one.Id == check), observed)
                .Select(place => place.ToString())
        ];
    }
}
