using Harness.Checks;
using Harness.Suite;

namespace Harness.Cli.Rendering;

/// <summary>How far each subject of a run has come. Written by the run's threads, read by whoever shows it.</summary>
internal sealed class RunProgress : IRunObserver
{
    private readonly Lock _lock = new();
    private readonly List<Subject> _order = [];
    private readonly Dictionary<Subject, SubjectProgress> _subjects = [];
    private readonly List<string> _notes = [];

    /// <summary>Each subject as it is now, in the planned order.</summary>
    public IReadOnlyList<SubjectProgress> Subjects
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(subject => _subjects[subject])];
            }
        }
    }

    /// <summary>What happened to sandboxes and is worth knowing afterwards.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_lock)
            {
                return [.. _notes];
            }
        }
    }

    /// <inheritdoc />
    public void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all)
    {
        lock (_lock)
        {
            foreach (var group in all.GroupBy(one => one.Subject))
            {
                _order.Add(group.Key);
                _subjects[group.Key] = new SubjectProgress(group.Key, group.Count());
            }
        }
    }

    /// <inheritdoc />
    public void Sandbox(Subject subject, string state)
    {
        lock (_lock)
        {
            Update(subject, progress => progress with { State = state });
            if (SandboxState.IsWorthKnowing(state))
            {
                _notes.Add($"{subject}: {state}");
            }
        }
    }

    /// <inheritdoc />
    public void Started(string checkId, Subject subject)
    {
        lock (_lock)
        {
            Update(subject, progress => progress with { Running = [.. progress.Running, checkId] });
        }
    }

    /// <inheritdoc />
    public void Finished(CheckResult result) => FinishedLast(result);

    /// <summary>Takes a result; the subject's progress when it was the subject's last, and then for one caller only.</summary>
    public SubjectProgress? FinishedLast(CheckResult result)
    {
        lock (_lock)
        {
            Update(result.Subject, progress => progress with
            {
                Running = [.. progress.Running.Where(check => check != result.CheckId)],
                Finished = progress.Finished + 1,
                Passed = progress.Passed + (result.Outcome == Outcome.Passed ? 1 : 0),
                Skipped = progress.Skipped + (result.Outcome == Outcome.Skipped ? 1 : 0),
            });
            return _subjects.TryGetValue(result.Subject, out var progress) && progress.Finished == progress.Planned ? progress : null;
        }
    }

    private void Update(Subject subject, Func<SubjectProgress, SubjectProgress> change)
    {
        if (_subjects.TryGetValue(subject, out var progress))
        {
            _subjects[subject] = change(progress);
        }
    }
}
