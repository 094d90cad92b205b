using Harness.Checks.Programs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Programs;

internal sealed class SelfReportTests
{
    private const string Good = "environ 413d3100\nstatus 5569643a0931\ncwd 2f\nmntns mnt:[1]\nnonce 6e\nstdin 0\nversion 1.2\nutf8 Grüße, 世界 ✓\n";

    [Test]
    public void A_good_report_is_read_whole()
    {
        var report = SelfReport.Parse(Good, out var problem).ShouldNotBeNull();
        problem.ShouldBeNull();
        report.Environ.Value.ShouldBe("A=1\0"u8.ToArray());
        report.Status.Value.ShouldNotBeNull()["Uid"].ShouldBe("1");
        report.WorkingDirectory.Value.ShouldBe("/");
        report.Nonce.Value.ShouldBe("n");
        report.Utf8.ShouldBe(SelfReport.Utf8Text);
    }

    [Test]
    public void A_value_that_could_not_be_read_keeps_its_reason()
    {
        var report = SelfReport.Parse(Good.Replace("cwd 2f", "cwd ! gone", StringComparison.Ordinal), out _).ShouldNotBeNull();
        report.WorkingDirectory.IsKnown.ShouldBeFalse();
        report.WorkingDirectory.Problem.ShouldBe("gone");
    }

    [Test]
    public void An_empty_environ_is_known_to_be_empty() =>
        SelfReport.Parse(Good.Replace("environ 413d3100", "environ ", StringComparison.Ordinal), out _)
            .ShouldNotBeNull().Environ.Value.ShouldBeEmpty();

    [Test]
    public void What_comes_after_a_report_is_kept_for_the_check_that_judges_it() =>
        SelfReport.Parse(Good + "more\n", out _).ShouldNotBeNull().Rest.ShouldBe("more\n");

    [TestCase("", "does not end with a line feed")]
    [TestCase("hello\n", "has 1 lines instead of 8")]
    public void What_is_no_report_is_a_problem(string stdout, string words)
    {
        SelfReport.Parse(stdout, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(words);
    }

    [TestCase("cwd 2f", "dwc 2f", "line 3 of the report does not begin with 'cwd '")]
    [TestCase("cwd 2f", "cwd zz", "not hexadecimal")]
    [TestCase("version 1.2\n", "", "7 lines instead of 8")]
    public void A_spoilt_report_is_a_problem(string good, string bad, string words)
    {
        SelfReport.Parse(Good.Replace(good, bad, StringComparison.Ordinal), out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(words);
    }
}
