using System.Diagnostics;
using System.Globalization;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Sandboxes;

namespace Harness.Suite.Scheduling;

/// <summary>The checks of one sandbox: each starts as soon as those that it requires have passed.</summary>
internal sealed class CheckGraph(RunContext context, PlannedSandbox planned, SandboxSubject subject)
{
    /// <summary>Carries out all of them and records each. Cancelling leaves the rest without a result.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        // The table is filled before any task is started, so that a check finds its requirements in whatever order they come.
        var outcomes = new Dictionary<string, Lazy<Task<Outcome>>>(StringComparer.Ordinal);
        foreach (var check in planned.Checks)
        {
            outcomes[check.Id] = new(() => RunAsync(check, outcomes, cancellation));
        }

        return Task.WhenAll(outcomes.Values.Select(outcome => outcome.Value));
    }

    private async Task<Outcome> RunAsync(
        SandboxCheck check, Dictionary<string, Lazy<Task<Outcome>>> outcomes, CancellationToken cancellation)
    {
        if (check.NotIn(subject.Image, subject.Language) is { } reason)
        {
            context.Recorder.Skip(check, planned.Subject, reason);
            return Outcome.Skipped;
        }

        foreach (var requirement in check.Requires.Where(outcomes.ContainsKey))
        {
            var outcome = await outcomes[requirement].Value;
            if (outcome != Outcome.Passed && !cancellation.IsCancellationRequested)
            {
                context.Recorder.Skip(
                    check, planned.Subject, $"Proves nothing without {requirement}, which {Word(outcome)}.");
                return Outcome.Skipped;
            }
        }

        if (cancellation.IsCancellationRequested)
        {
            return Outcome.Skipped;
        }

        context.Recorder.Started(check, planned.Subject);
        var watch = Stopwatch.StartNew();
        var result = await JudgeAsync(check, cancellation);
        if (result is null)
        {
            return Outcome.Skipped;
        }

        context.Recorder.Record(result with { Duration = watch.Elapsed });
        return result.Outcome;
    }

    /// <summary>The result; null when the run was cancelled before there was one.</summary>
    private async Task<CheckResult?> JudgeAsync(SandboxCheck check, CancellationToken cancellation)
    {
        using var deadline = new WorkDeadline(context.Settings.Timeout, context.Clock, cancellation);
        try
        {
            return Judgement.Of(check, planned.Subject, await check.ExamineAsync(subject.Within(deadline), deadline.Token));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            return Judgement.Errored(check, planned.Subject, string.Create(
                CultureInfo.InvariantCulture,
                $"The check had not ended after {context.Settings.Timeout.TotalSeconds:0.#}"
                + $" s, not counting waits for other checks' programs. --timeout sets the limit; --keep leaves the sandbox for a look."));
        }
        catch (SidecarException refusal)
        {
            // An answer, and the wrong one: the contract is broken, not the infrastructure.
            return Judgement.Of(check, planned.Subject, Finding.Fail(
                "the sidecar carries out the request",
                string.Create(CultureInfo.InvariantCulture, $"it refused with HTTP {refusal.StatusCode}: {refusal.Message}")));
        }
        catch (Exception exception)
        {
            return Judgement.Errored(check, planned.Subject, Judgement.Describe(exception));
        }
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Failed => "failed",
        Outcome.Errored => "could not be carried out",
        _ => "was skipped",
    };
}
