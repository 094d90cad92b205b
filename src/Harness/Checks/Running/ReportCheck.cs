using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>A check of what a program says of itself. Output that is no report is a failure that shows it.</summary>
internal abstract class ReportCheck(CheckInfo info, string expected, params IReadOnlyList<string> requires) : SandboxCheck(info, requires)
{
    /// <summary>What the contract asks for.</summary>
    protected string Expected { get; } = expected;

    /// <inheritdoc />
    public sealed override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.Programs.ReportAsync(cancellation);
        return run.Report is null
            ? Finding.Fail(Expected, $"the report program did not print a report: {run.Problem}{Environment.NewLine}{Evidence.Of(run.Response)}")
            : await JudgeAsync(subject, run, run.Report, cancellation);
    }

    /// <summary>Judges a report that could be read.</summary>
    /// <param name="subject">The sandbox.</param>
    /// <param name="run">The run.</param>
    /// <param name="report">What it said.</param>
    /// <param name="cancellation">Ends the check.</param>
    protected abstract Task<Finding> JudgeAsync(SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation);
}
