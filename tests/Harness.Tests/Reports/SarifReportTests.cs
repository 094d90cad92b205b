using System.Text;
using System.Text.Json;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Reports;
using Harness.Tests.Reports.Schemas;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class SarifReportTests
{
    private const string Dockerfile = "images/python/Dockerfile";

    [Test]
    public async Task A_run_with_everything_in_it_is_valid_SARIF()
    {
        var text = Text(Content(Run(
            Passed("CFG001", Python),
            Failed("CFG001", Python with { Image = "nodejs" }) with
            {
                Places = [new SourcePlace("images/nodejs/Dockerfile", 60), new SourcePlace("images/nodejs/Dockerfile", 62)]
            },
            Failed("RUN002", PythonInDocker, "\u001B[31m {0} [here](https://example.org) </script> \uD800"),
            Errored("RUN001", TypeScriptInDocker),
            Skipped("RUN002", TypeScriptInDocker)) with
        { Leftovers = ["a pod"], Interrupted = true }));

        (await SchemaValidator.FaultsOfSarifAsync(text)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_run_without_a_fault_is_valid_SARIF_without_results()
    {
        var text = Text(Content(Passed("CFG001", Python)));

        (await SchemaValidator.FaultsOfSarifAsync(text)).ShouldBeEmpty();
        Log(text).GetProperty("results").GetArrayLength().ShouldBe(0);
        Log(text).GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task The_schema_refuses_what_is_no_SARIF() =>
        (await SchemaValidator.FaultsOfSarifAsync(Text(Content(Passed("CFG001", Python))).Replace("\"results\"", "\"findings\"", StringComparison.Ordinal)))
            .ShouldNotBeEmpty();

    [Test]
    public void What_failed_is_a_result_of_its_rule_at_the_line_that_made_it()
    {
        var run = Log(Text(Content(Failed("RUN002", PythonInDocker) with { Places = [new SourcePlace(Dockerfile, 88), new SourcePlace(Dockerfile, 90)] })));

        var result = run.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        result.GetProperty("ruleId").GetString().ShouldBe("RUN002");
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()]
            .GetProperty("id").GetString().ShouldBe("RUN002");
        result.GetProperty("level").GetString().ShouldBe("error");
        result.GetProperty("message").GetProperty("text").GetString().ShouldBe(
            "python/docker: PATH=/hostile/bin\nExpected: PATH=/usr/bin:/bin\nReproduce: just test-images -l py --check RUN002");
        Place(result.GetProperty("locations")[0]).ShouldBe($"{Dockerfile}:88");
        Place(result.GetProperty("relatedLocations")[0]).ShouldBe($"{Dockerfile}:90");
    }

    [Test]
    public void Without_a_line_it_is_at_the_first_of_the_images_Dockerfile() =>
        Place(Log(Text(Content(Failed("RUN002", PythonInDocker)))).GetProperty("results")[0].GetProperty("locations")[0]).ShouldBe($"{Dockerfile}:1");

    [Test]
    public void Each_place_with_words_of_its_own_is_a_result()
    {
        var results = Log(Text(Content(Failed("CFG001", Python) with
        {
            Places = [new SourcePlace(Dockerfile, 3, 5, "one"), new SourcePlace(Dockerfile, 9, 1, "two")],
        }))).GetProperty("results").EnumerateArray().ToList();

        results.Select(result => $"{Place(result.GetProperty("locations")[0])} {result.GetProperty("message").GetProperty("text").GetString()}")
            .ShouldBe([$"{Dockerfile}:3:5 one.", $"{Dockerfile}:9:1 two."]);
    }

    [Test]
    public void What_could_not_be_carried_out_is_no_result_but_makes_the_invocation_unsuccessful()
    {
        var run = Log(Text(Content(Errored("RUN001", TypeScriptInDocker))));

        run.GetProperty("results").GetArrayLength().ShouldBe(0);
        var invocation = run.GetProperty("invocations")[0];
        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        invocation.GetProperty("exitCode").GetInt32().ShouldBe(3);
        var note = invocation.GetProperty("toolExecutionNotifications")[0];
        note.GetProperty("associatedRule").GetProperty("id").GetString().ShouldBe("RUN001");
        note.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("the engine went away");
    }

    [Test]
    public void A_result_keeps_its_fingerprint_when_its_evidence_and_its_line_change()
    {
        Fingerprint("one", 88).ShouldBe(Fingerprint("two", 99));
        Fingerprint("one", 88).ShouldNotBe(
            Log(Text(Content(Failed("RUN002", TypeScriptInDocker)))).GetProperty("results")[0].GetProperty("partialFingerprints").ToString());

        static string Fingerprint(string evidence, int line) =>
            Log(Text(Content(Failed("RUN002", PythonInDocker, evidence) with { Places = [new SourcePlace(Dockerfile, line)] })))
                .GetProperty("results")[0].GetProperty("partialFingerprints").ToString();
    }

    [Test]
    public void What_an_image_prints_makes_no_link_and_no_placeholder() =>
        Log(Text(Content(Failed("RUN002", PythonInDocker, "{0} [here](https://example.org) {x}"))))
            .GetProperty("results")[0].GetProperty("message").GetProperty("text")
            .GetString().ShouldNotBeNull().ShouldStartWith("python/docker: {{0}} [here] (https://example.org) {x}\n");

    [Test]
    public async Task Findings_of_Dockerfiles_are_valid_SARIF_and_excepted_ones_are_suppressed()
    {
        var good = Linter.Lint(
            "ARG V=1\nFROM dhi.io/x:${V} AS final\nUSER nonroot\n# check=skip=DF004 only here\nCMD sleep infinity\n", "a b/Dockerfile", null);
        var text = Text([good, Linter.Lint("COYP a b\n", "bad", null)]);

        (await SchemaValidator.FaultsOfSarifAsync(text)).ShouldBeEmpty();
        var run = Log(text);
        run.GetProperty("results").EnumerateArray()
            .Select(result => (
                $"{result.GetProperty("ruleId").GetString()} {result.GetProperty("level").GetString()} {Place(result.GetProperty("locations")[0])} "
                + $"{result.TryGetProperty("suppressions", out var reasons)} "
                + $"{(reasons.ValueKind == JsonValueKind.Array ? reasons[0].GetProperty("justification").GetString() : "")}").TrimEnd())
            .ShouldBe([
                "DF002 warning a%20b/Dockerfile:2:6 False", "DF003 error a%20b/Dockerfile:3:1 False", "DF004 error a%20b/Dockerfile:5:1 True only here"]);
        var invocation = run.GetProperty("invocations")[0];
        invocation.GetProperty("exitCode").GetInt32().ShouldBe(2);
        Place(invocation.GetProperty("toolExecutionNotifications")[0].GetProperty("locations")[0]).ShouldBe("bad:1:1");
    }

    private static string Place(JsonElement location)
    {
        var place = location.GetProperty("physicalLocation");
        var region = place.GetProperty("region");
        var column = region.TryGetProperty("startColumn", out var start) ? $":{start.GetInt32()}" : "";
        return $"{place.GetProperty("artifactLocation").GetProperty("uri").GetString()}:{region.GetProperty("startLine").GetInt32()}{column}";
    }

    private static JsonElement Log(string text) => JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];

    private static string Text(ReportContent content) => Text(stream => SarifReport.Write(stream, content));

    private static string Text(IReadOnlyList<LintReport> reports) => Text(stream => SarifReport.Write(stream, reports));

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
