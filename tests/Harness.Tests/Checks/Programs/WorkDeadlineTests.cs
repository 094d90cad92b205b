using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Programs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WorkDeadlineTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly SteppedClock clock = new();
    private readonly WorkDeadline deadline;

    public WorkDeadlineTests() => deadline = new(Limit, clock, CancellationToken.None);

    private bool IsOver => deadline.Token.IsCancellationRequested;

    public void Dispose() => deadline.Dispose();

    [Test]
    public void It_is_over_when_the_work_has_taken_as_long()
    {
        clock.Advance(Limit - TimeSpan.FromSeconds(1));
        IsOver.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        IsOver.ShouldBeTrue();
    }

    [Test]
    public void Waiting_does_not_count_and_work_on_both_sides_of_it_does()
    {
        clock.Advance(TimeSpan.FromSeconds(6));
        using (deadline.Wait())
        {
            clock.Advance(Long);
        }

        clock.Advance(TimeSpan.FromSeconds(3));
        IsOver.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        IsOver.ShouldBeTrue();
    }

    [Test]
    public void While_one_of_two_waits_the_clock_stands()
    {
        var first = deadline.Wait();
        var second = deadline.Wait();
        first.Dispose();
        first.Dispose();
        clock.Advance(Long);
        IsOver.ShouldBeFalse();

        second.Dispose();
        clock.Advance(Limit);
        IsOver.ShouldBeTrue();
    }

    [Test]
    public async Task What_ends_the_run_ends_the_wait_too()
    {
        using var run = new CancellationTokenSource();
        using var limited = new WorkDeadline(Limit, clock, run.Token);
        using (limited.Wait())
        {
            await run.CancelAsync();
            limited.Token.IsCancellationRequested.ShouldBeTrue();
        }
    }

    [Test]
    public async Task The_time_until_a_program_has_its_turn_does_not_count()
    {
        var (programs, blocked) = Start();
        var waiting = programs.RunAsync(ProgramRole.Flood, deadline.Token);
        clock.Advance(Long);
        IsOver.ShouldBeFalse();

        blocked.SetResult();
        await waiting;
        clock.Advance(Limit);
        IsOver.ShouldBeTrue();
    }

    [Test]
    public async Task A_program_that_has_its_turn_is_work()
    {
        var (sandbox, blocked) = Blocked();
        var running = Given.Subject(sandbox).Programs.Within(deadline).RunAsync(ProgramRole.Flood, deadline.Token);
        clock.Advance(Limit);
        IsOver.ShouldBeTrue();
        blocked.SetResult();
        await running;
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_time_until_a_shared_program_has_its_turn_does_not_count(bool isReport)
    {
        var (programs, blocked) = Start();
        Task shared = isReport ? programs.ReportAsync(deadline.Token) : programs.HelloAsync(deadline.Token);
        Task again = isReport ? programs.ReportAsync(deadline.Token) : programs.HelloAsync(deadline.Token);
        clock.Advance(Long);
        IsOver.ShouldBeFalse();

        blocked.SetResult();
        await Task.WhenAll(shared, again);
        clock.Advance(Limit);
        IsOver.ShouldBeTrue();
    }

    /// <summary>The programs as a check has them, while another check's program runs until it is released.</summary>
    private (ProgramRunner Programs, TaskCompletionSource Blocked) Start()
    {
        var (sandbox, blocked) = Blocked();
        var programs = Given.Subject(sandbox).Programs;
        _ = programs.RunAsync(ProgramRole.Memory, CancellationToken.None);
        return (programs.Within(deadline), blocked);
    }

    private static (FakeSandbox Sandbox, TaskCompletionSource Blocked) Blocked()
    {
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sandbox = Given.Sandbox();
        sandbox.Gate = _ => blocked.Task;
        return (sandbox, blocked);
    }
}
