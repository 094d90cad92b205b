using Harness.Checks;
using Harness.Cli.Rendering;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Suite;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Cli;

[TestFixture, Parallelizable(ParallelScope.All)]
public class RunSummaryTests
{
    private static readonly Subject Node = new("nodejs", null, null);
    private static readonly Subject JavaScriptInDocker = new("nodejs", "javascript", Backend.Docker);

    [Test]
    public void Everything_is_said_in_80_columns()
    {
        var streams = new TestStreams();
        new RunSummary(streams.Output(), Content(
            Passed("CFG001", Python),
            Passed("RUN001", PythonInDocker),
            Failed("RUN002", PythonInDocker),
            Failed("CFG001", Node),
            Passed("RUN001", JavaScriptInDocker),
            Errored("RUN001", TypeScriptInDocker),
            Skipped("RUN002", TypeScriptInDocker))).Write();

        streams.Out.ReplaceLineEndings("\n").ShouldBe("""
                                                          py  js  ts
            CFG001  ENTRYPOINT is /usr/bin/env -i         ✓   ✗   ✗
            RUN001  main stays up                         ✓   ✓   !
            RUN002  environ equals the ENTRYPOINT's list  ✗   ·   –

            ✓ passed  ✗ failed  ! not carried out (error)  – skipped  · does not apply

            kcr-python:latest (sha256:0123456789ab)
              on localhost/kcr-bases/python:3.13-debian13 (sha256:fedcba987654)
            kcr-nodejs:latest (sha256:0123456789ab)
              on localhost/kcr-bases/nodejs:3.13-debian13 (sha256:fedcba987654)
            Bases: local stand-ins, NOT dhi.io

            – nodejs/typescript/docker skipped RUN002: RUN001 did not pass

            3 passed, 2 failed, 1 errors, 1 skipped in 12.5 s
            Slowest: RUN001 nodejs/typescript/docker 2.0 s, RUN002 python/docker 0.3 s,
            CFG001 nodejs 0.3 s

            ✗ RUN002 environ equals the ENTRYPOINT's list
              subject    python/docker failed
              expected   PATH=/usr/bin:/bin
              observed   PATH=/hostile/bin
              why        why RUN002 matters (Lesson 6: No shell in final image - use env -i
                         ENTRYPOINT pattern)
              remedy     mend RUN002
              reproduce  just test-images -l py --check RUN002

            ✗ CFG001 ENTRYPOINT is /usr/bin/env -i
              subject    nodejs failed
              expected   PATH=/usr/bin:/bin
              observed   PATH=/hostile/bin
              why        why CFG001 matters (Lesson 6: No shell in final image - use env -i
                         ENTRYPOINT pattern)
              remedy     mend CFG001
              reproduce  just test-images -l js --check CFG001

            ! RUN001 main stays up
              subject    nodejs/typescript/docker could not be carried out
              expected   main stays up
              observed   the engine went away
              why        why RUN001 matters (Lesson 13: Missing sleep binary for default
                         CMD)
              remedy     The check found nothing, neither good nor bad: do what its reason
                         says, and run it again.
              reproduce  just test-images -l ts --check RUN001

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void The_line_that_made_it_is_told_unless_the_evidence_has_it_already()
    {
        var made = Failed("CFG001", Node) with { Places = [new SourcePlace("images/nodejs/Dockerfile", 64)] };
        var told = Failed("RUN002", PythonInDocker) with { Places = [new SourcePlace("images/python/Dockerfile", 3, 1, "in the evidence")] };

        var text = Write(Content(made, told));

        text.ShouldContain($"  where      images/nodejs/Dockerfile:64{Environment.NewLine}");
        text.ShouldNotContain("images/python/Dockerfile");
    }

    [Test]
    public void Long_evidence_is_cut_and_says_where_the_rest_is()
    {
        var text = Write(Content(Failed("RUN002", PythonInDocker, string.Join('\n', Enumerable.Range(1, 40).Select(line => $"line {line}.")))));
        text.ShouldContain("line 12.");
        text.ShouldNotContain("line 13.");
        text.ShouldContain("… and 28 lines more; a report (--report FILE) has them all");
    }

    [Test]
    public void Evidence_cannot_drive_the_terminal_and_is_not_markup()
    {
        var text = Write(Content(Failed("RUN002", PythonInDocker, "\u001B[2J [red]x[/] \a")));
        text.ShouldContain("␛[2J [red]x[/] ␇");
        text.ShouldNotContain('\u001B');
    }

    [Test]
    public void A_base_that_is_dhi_is_not_shouted_about_and_an_unknown_one_is()
    {
        var run = Run(Passed("CFG001", Python));
        Write(Content(run with { Images = [Image("python", "dhi")] })).ShouldContain("Bases: dhi.io\n");
        Write(Content(run with { Images = [Image("python", null)] })).ShouldContain("Bases: unknown: the image has no label kcr.dev/base-provider\n");
    }

    [Test]
    public void An_interrupted_run_says_so() =>
        Write(Content(Run(Passed("CFG001", Python)) with { Interrupted = true })).ShouldContain("Interrupted: the rest did not run.");

    [Test]
    public void Colours_are_for_terminals()
    {
        var content = Content(Passed("CFG001", Python));
        var terminal = new TestStreams(terminal: true);
        new RunSummary(terminal.Output(), content).Write();
        terminal.Out.ShouldContain("\u001B[32m✓");
        Write(content).ShouldNotContain('\u001B');
    }

    [TestCase("NO_COLOR", "1", false)]
    [TestCase("X", "", true)]
    public void No_colour_is_asked_for_by_option_or_variable(string variable, string value, bool option)
    {
        var streams = new TestStreams(terminal: true, environment: (variable, value));
        new RunSummary(streams.Output(noColor: option), Content(Passed("CFG001", Python), Failed("RUN002", PythonInDocker))).Write();
        streams.Out.ShouldNotContain("\u001B[3");
    }

    [Test]
    public void A_narrow_terminal_loses_titles_before_it_breaks_rows()
    {
        var streams = new TestStreams(width: 30);
        new ResultTable(streams.Output(), Content(Passed("RUN002", PythonInDocker), Passed("RUN002", TypeScriptInDocker))).Write();
        streams.Out.Split('\n').ShouldContain(line => line.StartsWith("RUN002  envir") && line.Contains('…', StringComparison.Ordinal));
    }

    private static string Write(ReportContent content)
    {
        var streams = new TestStreams();
        new RunSummary(streams.Output(), content).Write();
        return streams.Out.ReplaceLineEndings("\n");
    }
}
