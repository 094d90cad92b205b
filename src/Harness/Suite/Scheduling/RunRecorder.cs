using System.Collections.Concurrent;
using Harness.Checks;

namespace Harness.Suite.Scheduling;

/// <summary>Takes the results of a run as they come and gives them back in the planned order.</summary>
internal sealed class RunRecorder
{
    private readonly IReadOnlyList<(string CheckId, Subject Subject)> planned;
    private readonly IRunObserver observer;
    private readonly ConcurrentQueue<string> leftovers = [];
    private readonly ConcurrentDictionary<(string CheckId, Subject Subject), CheckResult> results = [];

    public RunRecorder(IReadOnlyList<(string CheckId, Subject Subject)> planned, IRunObserver observer)
    {
        this.planned = planned;
        this.observer = observer;
        observer.Planned(planned);
    }

    /// <summary>What could not be removed.</summary>
    public IReadOnlyList<string> Leftovers => [.. leftovers];

    /// <summary>Something that the run started could not be removed.</summary>
    public void Leave(string what) => leftovers.Enqueue(what);

    public void Started(Check check, Subject subject) => observer.Started(check.Id, subject);

    public void Record(CheckResult result)
    {
        if (!results.TryAdd((result.CheckId, result.Subject), result))
        {
            throw new InvalidOperationException($"{result.CheckId} on {result.Subject} has two results.");
        }

        observer.Finished(result);
    }

    public void Skip(Check check, Subject subject, string reason) =>
        Record(new CheckResult(check.Id, subject, Outcome.Skipped, check.Info.Title, reason, TimeSpan.Zero));

    /// <summary>
    /// Nothing could be looked at: the first check says why, the others name it. One red instead of twenty, and the
    /// exit status is that of an infrastructure fault.
    /// </summary>
    public void Unreachable(IReadOnlyList<Check> checks, Subject subject, string reason, TimeSpan duration)
    {
        foreach (var check in checks.Take(1))
        {
            Explain(check, checks, subject, Outcome.Errored, reason, duration);
        }
    }

    /// <summary>There is nothing to look at, and that is what one check is about: it failed, the others name it.</summary>
    public void Refused(Check check, IReadOnlyList<Check> checks, Subject subject, string reason, TimeSpan duration) =>
        Explain(check, checks, subject, Outcome.Failed, reason, duration);

    private void Explain(
        Check told, IReadOnlyList<Check> checks, Subject subject, Outcome outcome, string reason, TimeSpan duration)
    {
        Record(new CheckResult(told.Id, subject, outcome, told.Info.Title, reason, duration));
        foreach (var check in checks.Where(check => check != told))
        {
            Skip(check, subject, $"Not carried out, for the reason that {told.Id} names.");
        }
    }

    /// <summary>All results in the planned order; what was not carried out is skipped, for an interruption is the only cause left.</summary>
    public IReadOnlyList<CheckResult> Complete() =>
        [.. planned.Select(one => results.GetValueOrDefault(one) ??
            new CheckResult(one.CheckId, one.Subject, Outcome.Skipped, "", "The run was interrupted before this check ended.", TimeSpan.Zero))];
}
