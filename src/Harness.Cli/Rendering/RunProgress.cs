using Harness.Checks;
using Harness.Suite;

namespace Harness.Cli.Rendering;

/// <summary>How far each subject of a run has come. Written by the run's threads, read by the display.</summary>
internal sealed class RunProgress : IRunObserver
{
    private readonly Lock gate = new();
    private readonly List<Subject> order = [];
    private readonly Dictionary<Subject, SubjectProgress> subjects = [];
    private readonly List<string> notes = [];

    /// <summary>Each subject as it is now, in the planned order.</summary>
    public IReadOnlyList<SubjectProgress> Subjects
    {
        get
        {
            lock (gate)
            {
                return [.. order.Select(subject => subjects[subject])];
            }
        }
    }

    /// <summary>What happened to sandboxes and is worth knowing afterwards.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (gate)
            {
                return [.. notes];
            }
        }
    }

    /// <inheritdoc />
    public void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all)
    {
        lock (gate)
        {
            foreach (var group in all.GroupBy(one => one.Subject))
            {
                order.Add(group.Key);
                subjects[group.Key] = new SubjectProgress(group.Key, group.Count());
            }
        }
    }

    /// <inheritdoc />
    public void Sandbox(Subject subject, string state)
    {
        lock (gate)
        {
            Update(subject, progress => progress with { State = state });
            if (SandboxState.IsWorthKnowing(state))
            {
                notes.Add($"{subject}: {state}");
            }
        }
    }

    /// <inheritdoc />
    public void Started(string checkId, Subject subject)
    {
        lock (gate)
        {
            Update(subject, progress => progress with { Running = [.. progress.Running, checkId] });
        }
    }

    /// <inheritdoc />
    public void Finished(CheckResult result) => FinishedLast(result);

    /// <summary>Takes a result; the subject's progress when it was the subject's last, and then for one caller only.</summary>
    public SubjectProgress? FinishedLast(CheckResult result)
    {
        lock (gate)
        {
            Update(result.Subject, progress => progress with
            {
                Running = [.. progress.Running.Where(check => check != result.CheckId)],
                Finished = progress.Finished + 1,
                Passed = progress.Passed + (result.Outcome == Outcome.Passed ? 1 : 0),
                Skipped = progress.Skipped + (result.Outcome == Outcome.Skipped ? 1 : 0),
            });
            return subjects.TryGetValue(result.Subject, out var progress) && progress.Finished == progress.Planned ? progress : null;
        }
    }

    private void Update(Subject subject, Func<SubjectProgress, SubjectProgress> change)
    {
        if (subjects.TryGetValue(subject, out var progress))
        {
            subjects[subject] = change(progress);
        }
    }
}
