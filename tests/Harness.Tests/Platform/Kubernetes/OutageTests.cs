using Harness.Platform.Kubernetes;
using Harness.Tests.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutageTests
{
    private readonly ManualClock clock = new();
    private readonly Outage outage;

    public OutageTests() => outage = new Outage(clock);

    [Test]
    public void It_is_waited_for_until_it_has_been_away_for_too_long()
    {
        outage.IsWorthWaiting().ShouldBeTrue();
        clock.Advance(Outage.Patience - TimeSpan.FromSeconds(1));
        outage.IsWorthWaiting().ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        outage.IsWorthWaiting().ShouldBeFalse();
    }

    [Test]
    public void An_answer_ends_it()
    {
        outage.IsWorthWaiting();
        clock.Advance(Outage.Patience * 2);

        outage.Ended();

        outage.IsWorthWaiting().ShouldBeTrue();
    }
}
