using Harness.Checks.Programs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Programs;

internal sealed class TurnsTests
{
    [Test]
    public async Task Work_waits_until_all_before_it_has_ended_even_when_one_of_them_gave_up()
    {
        var turns = new Turns();
        var first = new TaskCompletionSource<int>();
        using var giveUp = new CancellationTokenSource();
        List<int> order = [];

        var one = turns.TakeAsync(() => first.Task, () => null, CancellationToken.None);
        var two = turns.TakeAsync(() => Task.FromResult(2), () => null, giveUp.Token);
        var three = turns.TakeAsync(
            () =>
            {
                order.Add(3);
                return Task.FromResult(3);
            },
            () => null,
            CancellationToken.None);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(two);
        order.ShouldBeEmpty();

        first.SetResult(1);
        (await one).ShouldBe(1);
        (await three).ShouldBe(3);
    }

    [Test]
    public async Task Work_that_fails_does_not_stop_what_follows()
    {
        var turns = new Turns();
        await Should.ThrowAsync<InvalidOperationException>(
            turns.TakeAsync<int>(() => throw new InvalidOperationException(), () => null, CancellationToken.None));
        (await turns.TakeAsync(() => Task.FromResult(1), () => null, CancellationToken.None)).ShouldBe(1);
    }
}
