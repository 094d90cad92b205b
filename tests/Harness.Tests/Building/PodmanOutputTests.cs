using Harness.Building;
using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
public sealed class PodmanOutputTests
{
    private const string Text = """
        ARG REG=localhost/kcr-bases
        FROM ${REG}/debian-root:trixie AS builder

        # A comment.
        SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
        RUN echo a && \
            echo b

        FROM scratch AS final
        COPY --from=builder /a /a
        RUN exit 7
        """;

    [Test]
    public void Steps_have_the_names_that_BuildKit_gives_them()
    {
        var events = new RecordedEvents();
        var output = Output(events);

        Write(
            output,
            "[1/2] STEP 1/3: FROM localhost/kcr-bases/debian-root:trixie AS builder",
            """[1/2] STEP 2/3: SHELL ["/bin/bash", "-euo", "pipefail", "-c"]""",
            "--> Using cache 44ec465c0ec3a614d2d3d24d544ad25981000e7841bbb1d305babbebb94712ca",
            "--> 44ec465c0ec3",
            "[1/2] STEP 3/3: RUN echo a &&    echo b",
            "a",
            "--> 3e9628691bea",
            "[2/2] STEP 1/2: FROM scratch",
            "[2/2] STEP 2/2: COPY --from=builder /a /a",
            "[2/2] COMMIT kcr-x:1",
            "--> 1f274a88fa3d",
            "Successfully tagged localhost/kcr-x:1",
            "1f274a88fa3da614d2d3d24d544ad25981000e7841bbb1d305babbebb94712ca");

        const string Shell = """[builder 2/3] SHELL ["/bin/bash", "-euo", "pipefail", "-c"]""";
        const string Run = "[builder 3/3] RUN echo a &&    echo b";
        const string Copy = "[stage-2 2/2] COPY --from=builder /a /a";
        events.All.Take(7).ShouldBe([
            new BuildStepStarted("kcr-x:1", Shell),
            new BuildStepFinished("kcr-x:1", Shell, Cached: true),
            new BuildStepStarted("kcr-x:1", Run),
            new BuildOutput("kcr-x:1", Run, "a"),
            new BuildStepFinished("kcr-x:1", Run, Cached: false),
            new BuildStepStarted("kcr-x:1", Copy),
            new BuildStepFinished("kcr-x:1", Copy, Cached: false),
        ]);
        events.All.Skip(7).ShouldBe([
            new BuildOutput("kcr-x:1", "", "Successfully tagged localhost/kcr-x:1"),
            new BuildOutput("kcr-x:1", "", "1f274a88fa3da614d2d3d24d544ad25981000e7841bbb1d305babbebb94712ca"),
        ]);
        output.AllCached.ShouldBeFalse();
    }

    [Test]
    public void What_came_from_the_cache_as_a_whole_is_told()
    {
        var output = Output(new RecordedEvents());

        Write(output, "STEP 1/2: FROM localhost/x:1", "STEP 2/2: COPY a b", "--> Using cache 44ec465c0ec3", "COMMIT kcr-x:1", "--> 44ec465c0ec3");

        output.AllCached.ShouldBeTrue();
    }

    [Test]
    public void A_failure_names_line_stage_and_status_and_has_the_last_lines_of_the_step_alone()
    {
        var output = Output(new RecordedEvents());

        Write(
            output,
            "[1/2] STEP 1/3: FROM localhost/kcr-bases/debian-root:trixie AS builder",
            "[1/2] STEP 2/3: SHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]",
            "--> 44ec465c0ec3",
            "[1/2] STEP 3/3: RUN echo a &&    echo b",
            "a of the other step",
            "--> 3e9628691bea",
            "[2/2] STEP 1/3: FROM scratch AS final",
            "[2/2] STEP 2/3: COPY --from=builder /a /a",
            "--> 1f274a88fa3d",
            "[2/2] STEP 3/3: RUN exit 7",
            "about to fail");
        output.Error("""Error: building at STEP "RUN exit 7": while running runtime: exit status 7""");
        output.Error("");

        output.Failure(7, "images/x/Dockerfile").ShouldBe(string.Join(
            Environment.NewLine,
            "kcr-x:1 was not built: images/x/Dockerfile:11, step [final 3/3] RUN exit 7",
            "  its command ended with exit status 7",
            "  Its last lines:",
            "    about to fail"));
    }

    [Test]
    public void A_step_that_is_not_where_the_Dockerfile_has_it_is_told_without_a_line()
    {
        var output = Output(new RecordedEvents());

        Write(output, "[1/2] STEP 1/3: FROM scratch AS builder", "[1/2] STEP 2/3: RUN exit 7");
        output.Error("""Error: building at STEP "RUN exit 7 \"and\" more": while running runtime: exit status 7""");

        output.Failure(7, "images/x/Dockerfile").ShouldStartWith("kcr-x:1 was not built: images/x/Dockerfile, step [builder 2/3] RUN exit 7");
    }

    [Test]
    public void A_failure_without_a_step_keeps_podmans_own_words()
    {
        var output = Output(new RecordedEvents());

        output.Error("Cannot connect to Podman. Please verify your connection to the Linux system");
        output.Error("Error: unable to connect to Podman socket: connection refused");

        output.Failure(125, "images/x/Dockerfile").ShouldBe(string.Join(
            Environment.NewLine, "kcr-x:1 was not built", "  unable to connect to Podman socket: connection refused"));
    }

    [Test]
    public void A_registry_that_refuses_is_told_with_what_to_do()
    {
        var output = Output(new RecordedEvents());

        Write(output, "STEP 1/2: FROM dhi.io/python:3.13", "Trying to pull dhi.io/python:3.13...");
        output.Error("Error: creating build container: initializing source docker://dhi.io/python:3.13: unauthorized: authentication required");

        output.Failure(125, "images/x/Dockerfile").ShouldContain("The registry wants a login: set DHI_USERNAME and DHI_PASSWORD, or run 'podman login dhi.io'");
    }

    private static PodmanOutput Output(RecordedEvents events) => new("kcr-x:1", () => Dockerfile.Parse(Text), events);

    private static void Write(PodmanOutput output, params string[] lines)
    {
        foreach (var line in lines)
        {
            output.Output(line);
        }
    }
}
