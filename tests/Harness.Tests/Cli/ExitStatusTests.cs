using Harness.Cli;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

[TestFixture, Parallelizable(ParallelScope.All)]
public class ExitStatusTests
{
    [Test]
    public void A_verb_decides_its_status() =>
        Run(_ => Task.FromResult(ExitStatus.CheckFailed)).Status.ShouldBe(ExitStatus.CheckFailed);

    [Test]
    public void A_usage_fault_names_all_its_problems()
    {
        var (status, error) = Run(_ => throw new UsageException("one is wrong", "two is wrong"));
        status.ShouldBe(ExitStatus.Usage);
        error.ShouldBe($"harness: one is wrong{Environment.NewLine}harness: two is wrong{Environment.NewLine}");
    }

    [Test]
    public void An_infrastructure_fault_is_told_without_a_stack()
    {
        var (status, error) = Run(_ => throw new InfrastructureException("no engine", new IOException("inner")));
        status.ShouldBe(ExitStatus.Infrastructure);
        error.ShouldBe($"harness: no engine{Environment.NewLine}");
    }

    [Test]
    public void Verbose_adds_the_stack() =>
        Run(_ => throw new InfrastructureException("no engine", new IOException("inner")), "--verbose").Error.ShouldContain("inner");

    [Test]
    public void Anything_unexpected_is_no_verdict_on_an_image()
    {
        var (status, error) = Run(_ => throw new InvalidOperationException("oops"));
        status.ShouldBe(ExitStatus.Infrastructure);
        error.ShouldContain("unexpected InvalidOperationException: oops");
        error.ShouldContain("--verbose shows where");
        error.ShouldNotContain(" at ");
    }

    [Test]
    public void Whatever_breaks_while_stopping_is_an_interruption()
    {
        using var source = new CancellationTokenSource();
        var (status, error) = Run(
            async cancellation =>
            {
                await source.CancelAsync();
                cancellation.IsCancellationRequested.ShouldBeTrue();
                throw new InfrastructureException("the engine closed the connection");
            },
            cancellation: source.Token);
        status.ShouldBe(ExitStatus.Interrupted);
        error.ShouldBe($"Interrupted.{Environment.NewLine}");
    }

    private static (ExitStatus Status, string Error) Run(
        Func<CancellationToken, Task<ExitStatus>> behaviour, string? option = null, CancellationToken cancellation = default)
    {
        var streams = new TestStreams();
        var status = new Application(streams.Streams, new RecordingWorkflows(behaviour))
            .Run(option is null ? ["doctor"] : ["doctor", option], cancellation);
        return (status, streams.Error);
    }
}
