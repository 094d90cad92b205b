using System.Text;
using System.Xml.Linq;
using Harness.Reports;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

[TestFixture, Parallelizable(ParallelScope.All)]
public class JUnitReportTests
{
    [Test]
    public void Every_outcome_has_its_element_and_every_image_its_suite()
    {
        Text(Content(Passed("CFG001", Python), Failed("RUN002", PythonInDocker), Errored("RUN001", TypeScriptInDocker), Skipped("RUN002", TypeScriptInDocker)))
            .ShouldBe("""
            <?xml version="1.0" encoding="utf-8"?>
            <testsuites name="kcr-harness" tests="4" failures="1" errors="1" skipped="1" time="12.500">
              <testsuite name="python" tests="2" failures="1" errors="0" skipped="0" time="0.262" timestamp="2026-11-21T20:00:00">
                <properties>
                  <property name="session" value="0badcafe" />
                  <property name="command" value="just test-images" />
                  <property name="interrupted" value="false" />
                  <property name="image.reference" value="kcr-python:latest" />
                  <property name="image.digest" value="sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" />
                  <property name="base.provider" value="local" />
                  <property name="base.name" value="localhost/kcr-bases/python:3.13-debian13" />
                  <property name="base.digest" value="sha256:fedcba9876543210" />
                  <property name="version.VERSION" value="3.13" />
                </properties>
                <testcase classname="python" name="CFG001 ENTRYPOINT is /usr/bin/env -i" time="0.012" />
                <testcase classname="python.docker" name="RUN002 environ equals the ENTRYPOINT's list" time="0.250">
                  <failure type="RUN002" message="PATH=/hostile/bin">expected: PATH=/usr/bin:/bin
            observed: PATH=/hostile/bin
            why: why RUN002 matters (Lesson 6: No shell in final image - use env -i ENTRYPOINT pattern)
            remedy: mend RUN002
            reproduce: just test-images -l py --check RUN002</failure>
                </testcase>
              </testsuite>
              <testsuite name="nodejs" tests="2" failures="0" errors="1" skipped="1" time="2.000" timestamp="2026-11-21T20:00:00">
                <properties>
                  <property name="session" value="0badcafe" />
                  <property name="command" value="just test-images" />
                  <property name="interrupted" value="false" />
                  <property name="image.reference" value="kcr-nodejs:latest" />
                  <property name="image.digest" value="sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" />
                  <property name="base.provider" value="local" />
                  <property name="base.name" value="localhost/kcr-bases/nodejs:3.13-debian13" />
                  <property name="base.digest" value="sha256:fedcba9876543210" />
                  <property name="version.VERSION" value="3.13" />
                </properties>
                <testcase classname="nodejs.typescript.docker" name="RUN001 main stays up" time="2.000">
                  <error type="RUN001" message="the engine went away">expected: main stays up
            observed: the engine went away
            why: why RUN001 matters (Lesson 13: Missing sleep binary for default CMD)
            remedy: The check found nothing, neither good nor bad: do what its reason says, and run it again.
            reproduce: just test-images -l ts --check RUN001</error>
                </testcase>
                <testcase classname="nodejs.typescript.docker" name="RUN002 environ equals the ENTRYPOINT's list" time="0.000">
                  <skipped message="RUN001 did not pass" />
                </testcase>
              </testsuite>
            </testsuites>
            """);
    }

    [Test]
    public void Half_a_surrogate_pair_gives_a_document_that_can_be_read_back() =>
        // Not as an attribute's argument: those are stored as UTF-8, which has no half a pair.
        Any_evidence_gives_a_document_that_can_be_read_back(
            '\uD800' + " lone, \uFFFF none, 😀 pair", "\uFFFD lone, \uFFFD none, 😀 pair");

    [TestCase("\0\u0001\u001B[31m", "␀␁␛[31m")]
    [TestCase("</failure> & ]]> \"'", "</failure> & ]]> \"'")]
    [TestCase("Grüße, 世界 ✓\tend", "Grüße, 世界 ✓\tend")]
    public void Any_evidence_gives_a_document_that_can_be_read_back(string evidence, string read)
    {
        var failure = XDocument.Parse(Text(Content(Failed("RUN002", PythonInDocker, evidence)))).Descendants("failure").Single();
        failure.Value.ShouldContain($"observed: {read}\n");
        failure.Attribute("message")!.Value.ShouldBe(read);
    }

    [Test]
    public void A_long_evidence_is_whole()
    {
        var evidence = string.Join('\n', Enumerable.Range(0, 5000).Select(line => $"line {line}"));
        XDocument.Parse(Text(Content(Failed("RUN002", PythonInDocker, evidence)))).Descendants("failure").Single().Value.ShouldContain(evidence);
    }

    [Test]
    public void An_interrupted_run_says_so()
    {
        var run = Run(Passed("CFG001", Python)) with { Interrupted = true };
        Text(Content(run)).ShouldContain("""<property name="interrupted" value="true" />""");
    }

    private static string Text(ReportContent content)
    {
        using var stream = new MemoryStream();
        JUnitReport.Write(stream, content);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
