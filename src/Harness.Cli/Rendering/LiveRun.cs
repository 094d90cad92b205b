using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Harness.Cli.Rendering;

/// <summary>Progress on a terminal: one row for each subject, redrawn in place and gone at the end.</summary>
internal static class LiveRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows progress while the work runs.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="progress">What the work reports.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, RunProgress progress, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        return await console.Live(Render(progress, watch.Elapsed)).AutoClear(true).StartAsync(async display =>
        {
            var running = work();
            while (!running.IsCompleted)
            {
                display.UpdateTarget(Render(progress, watch.Elapsed));
                await Task.WhenAny(running, Task.Delay(Interval));
            }

            return await running;
        });
    }

    private static Grid Render(RunProgress progress, TimeSpan elapsed)
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
                new Text(subject.Red > 0 ? $"{subject.Red} red  {now}" : now));
        }

        grid.AddRow(new Text(elapsed.TotalSeconds.ToString("0 s", CultureInfo.InvariantCulture)));
        return grid;
    }
}
