using System.Globalization;
using Harness.Building;

namespace Harness.Cli.Rendering;

/// <summary>Builds as lines: each change of state of each image, or with <paramref name="full"/> all that the steps write.</summary>
/// <param name="line">Writes one line; called by several threads.</param>
/// <param name="full">Whether steps and their output are shown.</param>
/// <param name="verbose">Whether the commands are shown.</param>
internal sealed class BuildLines(Action<string> line, bool full, bool verbose) : IProgress<BuildEvent>
{
    /// <inheritdoc />
    public void Report(BuildEvent value)
    {
        if (Text(value) is { } text)
        {
            line($"{value.Image}: {text}");
        }
    }

    private string? Text(BuildEvent happened) => happened switch
    {
        BuildStarted started => verbose ? started.Command : "building",
        BuildSkipped => "unchanged",
        BuildFinished finished => $"built in {Duration(finished.Duration)}{(finished.Cached ? " (all from the cache)" : "")}",
        // The whole problem is printed at the end.
        BuildFailed failed => $"FAILED: {failed.Problem.Split('\n', 2)[0].TrimEnd()}",
        BuildStepStarted step when full => step.Step,
        BuildStepFinished { Cached: true } step when full => $"{step.Step} (cached)",
        BuildOutput output when full => $"  {Reports.Printable.Terminal(output.Line)}",
        _ => null,
    };

    private static string Duration(TimeSpan duration) => duration.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);
}
