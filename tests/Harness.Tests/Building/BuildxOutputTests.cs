using Harness.Building;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
public sealed class BuildxOutputTests
{
    [Test]
    public void Steps_begin_and_end_once_however_often_they_are_told()
    {
        var events = new RecordedEvents();
        var output = new BuildxOutput("kcr-x:1", events);

        output.Line("""{"vertexes":[{"digest":"sha256:a","name":"[internal] load build context","started":"t","completed":"t"}]}""");
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[builder 2/4] RUN make"}]}""");
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[builder 2/4] RUN make","started":"t"}]}""");
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[builder 2/4] RUN make","started":"t"}]}""");
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[builder 2/4] RUN make","started":"t","completed":"t"}]}""");

        events.All.ShouldBe([
            new BuildStepStarted("kcr-x:1", "[builder 2/4] RUN make"),
            new BuildStepFinished("kcr-x:1", "[builder 2/4] RUN make", Cached: false),
        ]);
        output.AllCached.ShouldBeFalse();
    }

    [Test]
    public void A_document_may_be_spread_over_lines()
    {
        var events = new RecordedEvents();
        var output = new BuildxOutput("kcr-x:1", events);

        foreach (var line in (string[])[
            "{", "  \"vertexes\": [", "    {", "      \"digest\": \"sha256:b\",", "      \"name\": \"[2/4] COPY a b\",", "      \"started\": \"t\",",
            "      \"completed\": \"t\",", "      \"cached\": true", "    }", "  ]", "}"])
        {
            output.Line(line);
        }

        events.All.ShouldContain(new BuildStepFinished("kcr-x:1", "[2/4] COPY a b", Cached: true));
    }

    [Test]
    public void A_base_that_is_there_does_not_count_as_work()
    {
        var output = new BuildxOutput("kcr-x:1", new RecordedEvents());

        output.Line("""{"vertexes":[{"digest":"sha256:a","name":"[final 1/2] FROM localhost/x:1","started":"t","completed":"t"}]}""");
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[final 2/2] COPY a b","started":"t","completed":"t","cached":true}]}""");

        output.AllCached.ShouldBeTrue();
    }

    [Test]
    public void Log_lines_are_put_together_from_pieces()
    {
        var events = new RecordedEvents();
        var output = new BuildxOutput("kcr-x:1", events);
        var text = "Grüße\n10%\r100%\r\nunfinished"u8.ToArray();

        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[2/4] RUN make","started":"t"}]}""");
        // In the middle of a character, and of a line.
        output.Line(Log(text[..3]));
        output.Line(Log(text[3..10]));
        output.Line(Log(text[10..]));

        events.All.OfType<BuildOutput>().Select(line => line.Line).ShouldBe(["Grüße", "100%"]);
    }

    [Test]
    public void A_failure_names_stage_line_reason_and_the_last_lines_of_the_step()
    {
        var output = new BuildxOutput("kcr-x:1", new RecordedEvents());
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[builder 2/4] RUN make     all","started":"t"}]}""");
        output.Line(Log(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 20).Select(number => $"line {number}\n")))));
        output.Line("""{"vertexes":[{"digest":"sha256:c","name":"[other 2/2] RUN sleep","started":"t","completed":"t","error":"context canceled"}]}""");
        output.Line("""{"vertexes":[{"digest":"sha256:b","name":"[builder 2/4] RUN make     all","completed":"t","error":"process \"make all\" did not complete successfully: exit code: 2"}]}""");
        foreach (var line in (string[])[
            "Dockerfile:12-13", "--------------------", "  12 | >>> RUN make \\", "--------------------",
            "ERROR: failed to solve: process \"make all\" did not complete successfully: exit code: 2"])
        {
            output.Line(line);
        }

        var lines = output.Failure(1, "images/x/Dockerfile").Split(Environment.NewLine);

        lines[..4].ShouldBe([
            "kcr-x:1 was not built: images/x/Dockerfile:12, step [builder 2/4] RUN make all",
            "  its command ended with exit status 2",
            "  Its last lines:",
            "    line 6",
        ]);
        lines[^1].ShouldBe("    line 20");
    }

    [Test]
    public void A_failure_before_any_step_shows_what_the_tool_said_and_how_to_get_buildx()
    {
        var output = new BuildxOutput("kcr-x:1", new RecordedEvents());
        output.Line("unknown flag: --progress");

        var failure = output.Failure(125, "images/x/Dockerfile");

        failure.ShouldStartWith($"kcr-x:1 was not built{Environment.NewLine}  docker buildx ended with 125{Environment.NewLine}    unknown flag: --progress");
        failure.ShouldContain("no buildx 0.13 or newer");
    }

    [Test]
    public void A_registry_that_refuses_says_how_to_log_in()
    {
        var output = new BuildxOutput("kcr-x:1", new RecordedEvents());
        output.Line("ERROR: failed to solve: dhi.io/python:3.13: failed to authorize: 401 Unauthorized");

        output.Failure(1, "images/x/Dockerfile").ShouldContain("docker login dhi.io");
    }

    private static string Log(byte[] data) =>
        $$"""{"logs":[{"vertex":"sha256:b","stream":1,"data":"{{Convert.ToBase64String(data)}}"}]}""";
}
