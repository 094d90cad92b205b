using System.Diagnostics;
using System.Globalization;
using Harness.Checks;
using Harness.Suite;

namespace Harness.Cli.Rendering;

/// <summary>Progress as lines, for logs: what did not pass at once, and one line for each subject that is through.</summary>
/// <param name="line">Writes one line; called by several threads.</param>
/// <param name="verbose">Whether every check and every state is a line.</param>
internal sealed class PlainRunObserver(Action<string> line, bool verbose) : IRunObserver
{
    private readonly RunProgress progress = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <inheritdoc />
    public void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all)
    {
        progress.Planned(all);
        line($"{all.Count} checks on {progress.Subjects.Count} subjects");
    }

    /// <inheritdoc />
    public void Sandbox(Subject subject, string state)
    {
        if (verbose || SandboxState.IsWorthKnowing(state))
        {
            line($"{subject}: {state}");
        }
    }

    /// <inheritdoc />
    public void Started(string checkId, Subject subject)
    {
        if (verbose)
        {
            line($"{subject}: {checkId} …");
        }
    }

    /// <inheritdoc />
    public void Finished(CheckResult result)
    {
        // A skip follows from a red that has its own line.
        if (verbose || result.Outcome is Outcome.Failed or Outcome.Errored)
        {
            line($"{result.Subject}: {result.CheckId} {Word(result.Outcome)} in {Seconds(result.Duration)}{Reason(result)}");
        }

        if (progress.FinishedLast(result) is { } subject)
        {
            line($"{subject.Subject}: {subject.Passed} passed, {subject.Red} not, {subject.Skipped} skipped after {Seconds(watch.Elapsed)}");
        }
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "FAILED",
        Outcome.Errored => "could not be carried out",
        _ => "skipped",
    };

    private static string Reason(CheckResult result) =>
        result.Outcome == Outcome.Passed ? "" : $": {Reports.Printable.Terminal(result.Observed).Split('\n', 2)[0]}";

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);
}
