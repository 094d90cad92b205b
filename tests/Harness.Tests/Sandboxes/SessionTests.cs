using System.Globalization;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes;

[Parallelizable(ParallelScope.All)]
public sealed class SessionTests
{
    [Test]
    public void Two_sessions_have_different_ids() => Session.NewId().ShouldNotBe(Session.NewId());

    [Test]
    public void Labels_suit_Kubernetes() =>
        Session.Labels(Session.NewId()).Values.ShouldAllBe(value =>
            value.Length <= 63 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '.' || c == '-' || c == '_'));

    [Test]
    public void A_session_whose_process_runs_is_in_use() =>
        Session.InUse(Session.Labels("a")).ShouldBe($"its session's process {Environment.ProcessId} is running");

    [Test]
    public void A_session_whose_process_has_ended_is_not_in_use() =>
        // No kernel gives out a process id this large.
        Session.InUse(With("kcr.dev/pid", int.MaxValue.ToString(CultureInfo.InvariantCulture))).ShouldBeNull();

    [Test]
    public void A_process_that_started_at_another_time_is_another_process() =>
        Session.InUse(With("kcr.dev/process-started", "1000")).ShouldBeNull();

    [Test]
    public void A_session_of_another_machine_may_be_in_use() =>
        Session.InUse(With("kcr.dev/host", "elsewhere")).ShouldNotBeNull().ShouldContain("another machine, elsewhere");

    private static Dictionary<string, string> With(string label, string value) => new(Session.Labels("a")) { [label] = value };
}
