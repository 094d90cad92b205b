using System.Globalization;
using Harness.Building;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Cli.Rendering;

/// <summary>Several builds on a terminal: a row for each, redrawn in place.</summary>
internal sealed class BuildRows : IProgress<BuildEvent>
{
    private readonly Lock gate = new();
    private readonly List<string> order = [];
    private readonly Dictionary<string, (string Glyph, string Text)> rows = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public void Report(BuildEvent value)
    {
        (string, string)? row = value switch
        {
            BuildStarted => ("…", "building"),
            BuildSkipped => ("[green]✓[/]", "unchanged"),
            BuildStepStarted step => ("…", step.Step),
            BuildFinished finished => (
                "[green]✓[/]",
                $"built in {finished.Duration.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture)}{(finished.Cached ? " (all from the cache)" : "")}"),
            BuildFailed => ("[bold red]✗[/]", "failed"),
            _ => null,
        };
        if (row is not { } next)
        {
            return;
        }

        lock (gate)
        {
            if (!rows.ContainsKey(value.Image))
            {
                order.Add(value.Image);
            }

            rows[value.Image] = next;
        }
    }

    /// <summary>The rows as they are now.</summary>
    /// <param name="elapsed">How long the builds have been going on.</param>
    public IRenderable Render(TimeSpan elapsed)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 1, 0) })
            .AddColumn(new GridColumn { NoWrap = true })
            .AddColumn(new GridColumn { NoWrap = true });
        lock (gate)
        {
            foreach (var image in order)
            {
                var (glyph, text) = rows[image];
                grid.AddRow(new Markup(glyph), new Text(image), new Text(text) { Overflow = Overflow.Ellipsis });
            }
        }

        return grid.AddRow(new Text(""), new Text(elapsed.TotalSeconds.ToString("0 s", CultureInfo.InvariantCulture)));
    }
}
