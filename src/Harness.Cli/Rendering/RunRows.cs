using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Cli.Rendering;

/// <summary>A run on a terminal: a row for each subject.</summary>
internal static class RunRows
{
    /// <summary>The rows as they are now.</summary>
    /// <param name="progress">What is known.</param>
    /// <param name="elapsed">How long the run has been going on.</param>
    public static IRenderable Render(RunProgress progress, TimeSpan elapsed)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true })
            .AddColumn(new GridColumn { NoWrap = true, Alignment = Justify.Right })
            .AddColumn(new GridColumn { NoWrap = true });
        foreach (var subject in progress.Subjects)
        {
            var style = subject.Red > 0 ? "red" : subject.Finished == subject.Planned ? "green" : "default";
            var now = subject.Finished == subject.Planned ? ""
                : subject.Running.Count > 0 ? string.Join(' ', subject.Running)
                : subject.State;
            grid.AddRow(
                new Markup($"[{style}]{Markup.Escape(subject.Subject.ToString())}[/]"),
                new Markup($"[{style}]{subject.Finished}/{subject.Planned}[/]"),
                new Text(subject.Red > 0 ? $"{subject.Red} red  {now}" : now) { Overflow = Overflow.Ellipsis });
        }

        return grid.AddRow(new Text(elapsed.TotalSeconds.ToString("0 s", CultureInfo.InvariantCulture)));
    }
}
