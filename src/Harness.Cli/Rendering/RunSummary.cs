using System.Globalization;
using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Reports;
using Harness.Suite;
using Spectre.Console;

namespace Harness.Cli.Rendering;

/// <summary>What a person reads at the end of a run: table, images, counts, and a block for each problem.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="content">What it says.</param>
internal sealed class RunSummary(Output output, ReportContent content)
{
    private const int LongestEvidence = 12;
    private const int SlowestCount = 3;
    private const int Indent = 13;

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        new ResultTable(output, content).Write();
        WriteImages();
        WriteSkipped();
        WriteCounts();
        foreach (var result in content.Run.Results.Where(result => result.Outcome is Outcome.Failed or Outcome.Errored))
        {
            WriteProblem(result);
        }
    }

    private static string Short(string digest) => digest.Length > 19 ? digest[..19] : digest;

    private static string Duration(TimeSpan duration) => duration.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);

    private void WriteImages()
    {
        foreach (var image in content.Run.Images)
        {
            output.Out.WriteLine($"{image.Reference} ({Short(image.Digest.Text)})");
            output.Out.WriteLine(Base(image));
            if (ReportContent.DescribeMissing(image) is { } missing)
            {
                WriteLine($"  {missing}");
            }
        }

        foreach (var provider in content.Providers)
        {
            var style = provider == "dhi" ? "" : "[bold yellow]";
            output.Results.MarkupLine($"{style}Bases: {Markup.Escape(ReportContent.Describe(provider))}{(style.Length > 0 ? "[/]" : "")}");
        }

        output.Results.WriteLine();
    }

    private static string Base(ImageUnderTest image)
    {
        var digest = image.BaseDigest is null ? "" : $" ({Short(image.BaseDigest)})";
        return image.BaseName is null ? "  on an unknown base" : $"  on {image.BaseName}{digest}";
    }

    private void WriteSkipped()
    {
        var skipped = content.Run.Results.Where(result => result.Outcome == Outcome.Skipped).ToList();
        foreach (var group in skipped.GroupBy(result => (result.Subject, result.Observed)))
        {
            WriteLine($"– {group.Key.Subject} skipped {string.Join(", ", group.Select(result => result.CheckId))}: {Printable.Terminal(group.Key.Observed)}");
        }

        if (skipped.Count > 0)
        {
            output.Results.WriteLine();
        }
    }

    private void WriteCounts()
    {
        var run = content.Run;
        var failed = run.Count(Outcome.Failed);
        var errored = run.Count(Outcome.Errored);
        var style = failed + errored > 0 ? "bold red" : run.Status == ExitStatus.Passed ? "bold green" : "bold yellow";
        var counts = $"{run.Count(Outcome.Passed)} passed, {failed} failed, {errored} errors, {run.Count(Outcome.Skipped)} skipped in {Duration(run.Duration)}";
        output.Results.MarkupLine($"[{style}]{counts}[/]");
        if (run.Interrupted)
        {
            output.Results.MarkupLine("[bold yellow]Interrupted: the rest did not run.[/]");
        }

        var slowest = run.Results
            .Where(result => result.Outcome != Outcome.Skipped)
            .OrderByDescending(result => result.Duration)
            .Take(SlowestCount)
            .Select(result => $"{result.CheckId} {result.Subject} {Duration(result.Duration)}")
            .ToList();
        if (slowest.Count > 0)
        {
            WriteLine($"Slowest: {string.Join(", ", slowest)}");
        }
    }

    private void WriteProblem(CheckResult result)
    {
        var info = content.Info(result);
        var (glyph, style, word) = result.Outcome == Outcome.Failed ? ("✗", "bold red", "failed") : ("!", "bold yellow", "could not be carried out");
        output.Results.WriteLine();
        output.Results.MarkupLine($"[{style}]{glyph} {result.CheckId} {Markup.Escape(info.Title)}[/]");
        WriteRow("subject", $"{result.Subject} {word}");
        WriteRow("expected", Cut(result.Expected));
        WriteRow("observed", Cut(result.Observed));
        if (ReportContent.FurtherPlaces(result) is { Count: > 0 } places)
        {
            WriteRow("where", string.Join('\n', places));
        }

        WriteRow("why", $"{info.Why} ({info.Citation})");
        WriteRow("remedy", ReportContent.Remedy(result, info));
        // Never wrapped: it is there to be copied.
        output.Out.WriteLine("  reproduce".PadRight(Indent) + content.Reproduce(result));
    }

    private void WriteRow(string label, string text)
    {
        var printable = Printable.Terminal(text).Replace("\t", "    ", StringComparison.Ordinal);
        foreach (var line in Wrapping.Beside($"  {label}", Indent, printable, output.Width))
        {
            output.Out.WriteLine(line);
        }
    }

    private void WriteLine(string text)
    {
        foreach (var line in Wrapping.Beside("", 0, text, output.Width))
        {
            output.Out.WriteLine(line);
        }
    }

    private static string Cut(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines.Length <= LongestEvidence
            ? string.Join('\n', lines)
            : $"{string.Join('\n', lines.Take(LongestEvidence))}\n… and {lines.Length - LongestEvidence} lines more; a report (--report FILE) has them all";
    }
}
