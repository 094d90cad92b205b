using NUnit.Framework;
using Shouldly;
using Sidecar.Execution;
using Sidecar.Http;

namespace Harness.Tests.ReferenceSidecar;

/// <summary>What requests share: turns and memory.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class LimitsTests
{
    [Test]
    public async Task Some_run_some_wait_in_order_and_one_more_is_refused()
    {
        using var gate = new ExecutionGate(1, 2);
        var running = await gate.EnterAsync(CancellationToken.None);
        var second = gate.EnterAsync(CancellationToken.None);
        var third = gate.EnterAsync(CancellationToken.None);

        (await Should.ThrowAsync<ExhaustedException>(gate.EnterAsync(CancellationToken.None))).Message.ShouldContain("MAX_QUEUE");

        running.Dispose();
        running.Dispose();
        using (await second)
        {
            third.IsCompleted.ShouldBeFalse();
        }

        (await third).Dispose();
        (await gate.EnterAsync(CancellationToken.None)).Dispose();
    }

    [Test]
    public async Task Who_stops_waiting_makes_room()
    {
        using var gate = new ExecutionGate(1, 1);
        using var running = await gate.EnterAsync(CancellationToken.None);
        using var client = new CancellationTokenSource();
        var waiting = gate.EnterAsync(client.Token);
        await client.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);

        gate.EnterAsync(CancellationToken.None).IsFaulted.ShouldBeFalse();
    }

    [Test]
    public async Task Memory_is_given_in_order_and_nobody_gets_more_than_there_is()
    {
        var budget = new MemoryBudget(10);
        budget.TryTake(6).ShouldBeTrue();
        budget.TryTake(6).ShouldBeFalse();
        var all = budget.TakeAsync(99);
        budget.TryTake(1).ShouldBeFalse("somebody waits already");

        budget.Give(6);

        (await all).ShouldBe(10);
        budget.Give(10);
        budget.TryTake(10).ShouldBeTrue();
    }

    [Test]
    public async Task A_body_is_counted_as_it_comes_and_given_back()
    {
        var budget = new MemoryBudget(3_000_000);
        using (var body = new BodyMemory(budget))
        {
            (await body.ReadAsync(new MemoryStream(new byte[900_000]), length: null, CancellationToken.None)).Length.ShouldBe(900_000);
            using var other = new BodyMemory(budget);
            await Should.ThrowAsync<ExhaustedException>(other.ReadAsync(new MemoryStream(new byte[200_000]), 200_000, CancellationToken.None));
        }

        budget.TryTake(3_000_000).ShouldBeTrue();
    }

    [TestCase(1_000_001L)]
    [TestCase(null)]
    public async Task A_body_that_will_never_fit_is_too_large(long? length)
    {
        using var body = new BodyMemory(new MemoryBudget(3_000_000));

        await Should.ThrowAsync<TooLargeException>(body.ReadAsync(new MemoryStream(new byte[1_000_001]), length, CancellationToken.None));
    }
}
