using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Reports;
using Spectre.Console;

namespace Harness.Cli.Rendering;

/// <summary>
/// Checks as rows, languages as columns: many checks and few languages stay readable in 80 columns. A check of the
/// whole image shows in the column of each of its languages.
/// </summary>
/// <param name="output">Where it is written.</param>
/// <param name="content">What it says.</param>
internal sealed class ResultTable(Output output, ReportContent content)
{
    private const int ShortestTitle = 12;
    private const string NotApplicable = "[dim]·[/]";

    private readonly Dictionary<(string CheckId, string Image, string? Language), Outcome> outcomes = content.Run.Results
        .ToDictionary(result => (result.CheckId, result.Subject.Image, result.Subject.Language), result => result.Outcome);

    /// <summary>Writes table and legend.</summary>
    public void Write()
    {
        var columns = Columns();
        if (columns.Count == 0)
        {
            return;
        }

        var checks = content.Run.Results.Select(result => result.CheckId).Distinct().Order(StringComparer.Ordinal).ToList();
        var ids = checks.Max(check => check.Length);
        // One column stays free: a terminal breaks a line that fills its last one.
        var room = output.Width - 1 - ids - 2 - columns.Sum(column => column.Title.Length + 2);
        var titles = room < ShortestTitle ? 0 : Math.Min(room, checks.Max(check => Title(check).Length));

        Line($"{"".PadRight(ids + 2 + titles)}{string.Concat(columns.Select(column => $"  {column.Title}"))}", "bold");
        foreach (var check in checks)
        {
            output.Results.Markup($"{check.PadRight(ids)}  {Markup.Escape(Fit(Title(check), titles))}");
            var gap = 2;
            foreach (var column in columns)
            {
                output.Results.Markup($"{"".PadRight(gap)}{Glyph(check, column)}");
                gap = column.Title.Length + 1;
            }

            output.Results.WriteLine();
        }

        output.Results.WriteLine();
        output.Results.MarkupLine(
            $"[green]✓[/] passed  [bold red]✗[/] failed  [bold yellow]![/] not carried out (error)  – skipped  {NotApplicable} does not apply");
        output.Results.WriteLine();
    }

    private static string Fit(string title, int width) =>
        title.Length <= width ? title.PadRight(width) : width == 0 ? "" : $"{title[..(width - 1)]}…";

    private List<Column> Columns()
    {
        var columns = new List<Column>();
        foreach (var image in content.Run.Results.Select(result => result.Subject.Image).Distinct())
        {
            var definition = content.Run.Images.FirstOrDefault(one => one.Definition.Name == image)?.Definition;
            var languages = content.Run.Results
                .Where(result => result.Subject.Image == image)
                .Select(result => result.Subject.Language)
                .OfType<string>()
                .Distinct()
                .Select(language => new Column(
                    image, language, definition?.Languages.FirstOrDefault(one => one.Name == language)?.Alias ?? language))
                .ToList();
            columns.AddRange(languages.Count > 0 ? languages : [new Column(image, null, image)]);
        }

        return columns;
    }

    private string Title(string check) => content.Checks.First(info => info.Id == check).Title;

    private string Glyph(string check, Column column)
    {
        if (!outcomes.TryGetValue((check, column.Image, column.Language), out var outcome)
            && !outcomes.TryGetValue((check, column.Image, null), out outcome))
        {
            return NotApplicable;
        }

        return outcome switch
        {
            Outcome.Passed => "[green]✓[/]",
            Outcome.Failed => "[bold red]✗[/]",
            Outcome.Errored => "[bold yellow]![/]",
            _ => "–",
        };
    }

    private void Line(string text, string style) => output.Results.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");

    private sealed record Column(string Image, string? Language, string Title);
}
