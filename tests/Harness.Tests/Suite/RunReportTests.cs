using Harness.Checks;
using Harness.Suite;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Suite;

internal sealed class RunReportTests
{
    [TestCase(ExitStatus.Passed, Outcome.Passed)]
    [TestCase(ExitStatus.Passed, Outcome.Passed, Outcome.Skipped)]
    [TestCase(ExitStatus.CheckFailed, Outcome.Passed, Outcome.Failed)]
    [TestCase(ExitStatus.CheckFailed, Outcome.Errored, Outcome.Failed)]
    [TestCase(ExitStatus.Infrastructure, Outcome.Passed, Outcome.Errored)]
    [TestCase(ExitStatus.Infrastructure, Outcome.Skipped)]
    [TestCase(ExitStatus.Infrastructure)]
    public void The_exit_status_follows_from_the_outcomes(ExitStatus status, params Outcome[] outcomes) =>
        Report(interrupted: false, outcomes).Status.ShouldBe(status);

    [Test]
    public void An_interrupted_run_says_so_whatever_it_found() =>
        Report(interrupted: true, Outcome.Passed, Outcome.Failed).Status.ShouldBe(ExitStatus.Interrupted);

    private static RunReport Report(bool interrupted, params Outcome[] outcomes) => new(
        "session", "harness test docker", DateTimeOffset.UnixEpoch, TimeSpan.Zero, interrupted, [],
        [.. outcomes.Select(outcome => new CheckResult("A", new Subject("python", null, null), outcome, "", "", TimeSpan.Zero))]);
}
