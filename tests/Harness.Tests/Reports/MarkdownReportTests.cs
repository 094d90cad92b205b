using System.Text;
using Harness.Reports;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

[TestFixture, Parallelizable(ParallelScope.All)]
public class MarkdownReportTests
{
    [Test]
    public void It_has_a_row_for_each_image_and_the_evidence_of_what_failed() =>
        Text(Content(Passed("CFG001", Python), Failed("RUN002", PythonInDocker), Errored("RUN001", TypeScriptInDocker), Skipped("RUN002", TypeScriptInDocker)))
            .ShouldBe("""
            ## ❌ 1 passed, 1 failed, 1 errors, 1 skipped

            Bases: **local stand-ins, NOT dhi.io**. Run again: `just test-images` (12.5 s)

            | | image | base | passed | failed | errors | skipped |
            |---|---|---|---:|---:|---:|---:|
            | ❌ | kcr-python:latest | localhost/kcr-bases/python:3.13-debian13 | 1 | 1 | 0 | 0 |
            | ⚠️ | kcr-nodejs:latest | localhost/kcr-bases/nodejs:3.13-debian13 | 0 | 0 | 1 | 1 |

            <details><summary>❌ <b>RUN002</b> python/docker: environ equals the ENTRYPOINT&#39;s list</summary>

            expected

            ```text
            PATH=/usr/bin:/bin
            ```

            observed

            ```text
            PATH=/hostile/bin
            ```

            why RUN002 matters (Lesson 6: No shell in final image - use env -i ENTRYPOINT pattern)

            Remedy: mend RUN002

            ```text
            just test-images -l py --check RUN002
            ```

            </details>

            <details><summary>⚠️ <b>RUN001</b> nodejs/typescript/docker: main stays up</summary>

            expected

            ```text
            main stays up
            ```

            could not be carried out

            ```text
            the engine went away
            ```

            why RUN001 matters (Lesson 13: Missing sleep binary for default CMD)

            Remedy: The check found nothing, neither good nor bad: do what its reason says, and run it again.

            ```text
            just test-images -l ts --check RUN001
            ```

            </details>

            """);

    [Test]
    public void A_run_without_a_fault_has_no_details()
    {
        var text = Text(Content(Passed("CFG001", Python)));

        text.ShouldStartWith("## ✅ 1 passed, 0 failed");
        text.ShouldContain("| ⚠️ | kcr-nodejs:latest |", Case.Sensitive, "nothing of it ran");
        text.ShouldNotContain("<details>");
    }

    [Test]
    public void Evidence_cannot_leave_its_block()
    {
        var text = Text(Content(Failed("RUN002", PythonInDocker, "```\n</details>\n````\u001B[31m")));

        text.ShouldContain("`````text\n```\n</details>\n````␛[31m\n`````\n");
    }

    [Test]
    public void Long_evidence_is_cut_and_says_so()
    {
        var text = Text(Content(Failed("RUN002", PythonInDocker, new string('x', 10_000))));

        text.ShouldContain("x\n… and 6000 characters more\n");
        text.Length.ShouldBeLessThan(6_000);
    }

    [Test]
    public void An_interrupted_run_and_what_was_left_behind_say_so()
    {
        var text = Text(Content(Run(Passed("CFG001", Python)) with { Interrupted = true, Leftovers = ["a|b"] }));

        text.ShouldStartWith("## ⚠️");
        text.ShouldContain("**Interrupted: the rest did not run.**");
        text.ShouldContain("Left behind: a\\|b");
    }

    private static string Text(ReportContent content)
    {
        using var stream = new MemoryStream();
        MarkdownReport.Write(stream, content);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
