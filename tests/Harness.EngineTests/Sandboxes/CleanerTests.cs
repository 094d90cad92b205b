using System.Globalization;
using Harness.EngineTests.Platform.Docker;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Sandboxes;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CleanerTests
{
    private readonly Cleaner cleaner = new(RealEngine.Client);
    private readonly string session = Session.NewId();

    [TearDown]
    public Task Nothing_is_left() => Leftovers.ShouldBeNoneAsync(session);

    [Test]
    public async Task What_a_killed_process_left_is_found_and_removed()
    {
        await AbandonAsync(dead: true);

        var cleaning = await cleaner.CleanAsync(session, new CleaningScope(), CancellationToken.None);

        cleaning.Removed.GroupBy(item => item.Kind).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(new Dictionary<string, int> { ["container"] = 3, ["volume"] = 1 }, ignoreOrder: true);
        cleaning.Removed.ShouldAllBe(item => item.Session == session);
        cleaning.Kept.ShouldBeEmpty();
    }

    [Test]
    public async Task What_a_running_process_uses_is_left_alone_unless_all_is_asked_for()
    {
        await AbandonAsync(dead: false);

        var first = await cleaner.CleanAsync(session, new CleaningScope(), CancellationToken.None);
        var second = await cleaner.CleanAsync(session, new CleaningScope(All: true), CancellationToken.None);

        first.Removed.ShouldBeEmpty();
        first.Kept.Count.ShouldBe(4);
        first.Kept.ShouldAllBe(item => item.Reason.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        second.Removed.Count.ShouldBe(4);
    }

    [Test]
    public async Task Nothing_left_is_nothing_removed()
    {
        var cleaning = await cleaner.CleanAsync(session, new CleaningScope(), CancellationToken.None);

        cleaning.Removed.ShouldBeEmpty();
    }

    // Started and never disposed of, as by a process that was killed; a dead process is one that started at another time.
    private async Task AbandonAsync(bool dead)
    {
        var labels = new Dictionary<string, string>(Session.Labels(session));
        if (dead)
        {
            labels["kcr.dev/process-started"] = "1000";
        }

        await Specs.Backend().StartAsync(Specs.Of(session) with { Labels = labels }, CancellationToken.None);
    }
}
