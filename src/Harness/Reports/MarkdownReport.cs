using System.Globalization;
using System.Net;
using System.Text;
using Harness.Checks;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>
/// The Markdown report, for the summary page of a CI job: a table of images and counts, what failed with its evidence
/// folded away. Pages have a limit of size, so evidence is cut; the other reports have all of it.
/// </summary>
internal static class MarkdownReport
{
    private const int LongestEvidence = 4000;
    private const int MostProblems = 100;

    /// <summary>Writes the report.</summary>
    public static void Write(Stream stream, ReportContent content)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var run = content.Run;
        text.WriteLine(
            $"## {Glyph(run)} {run.Count(Outcome.Passed)} passed, {run.Count(Outcome.Failed)} failed, "
            + $"{run.Count(Outcome.Errored)} errors, {run.Count(Outcome.Skipped)} skipped");
        text.WriteLine();
        text.WriteLine(
            $"Bases: **{string.Join(", ", content.Providers.Select(ReportContent.Describe))}**. Run again: "
            + $"{Code(run.Command)} ({Seconds(run.Duration)})");
        if (run.Interrupted)
        {
            Paragraph(text, "**Interrupted: the rest did not run.**");
        }

        foreach (var leftover in run.Leftovers)
        {
            Paragraph(text, $"Left behind: {Cell(leftover)}");
        }

        WriteTable(text, content);
        WriteProblems(text, content);
    }

    private static void WriteTable(StreamWriter text, ReportContent content)
    {
        text.WriteLine();
        text.WriteLine("| | image | base | passed | failed | errors | skipped |");
        text.WriteLine("|---|---|---|---:|---:|---:|---:|");
        var results = content.Run.Results.ToLookup(result => result.Subject.Image, StringComparer.Ordinal);
        foreach (var name in content.Run.Images.Select(image => image.Definition.Name).Union(results.Select(group => group.Key)))
        {
            var image = content.Run.Images.FirstOrDefault(one => one.Definition.Name == name);
            var counts = new[] { Outcome.Passed, Outcome.Failed, Outcome.Errored, Outcome.Skipped }
                .Select(outcome => results[name].Count(result => result.Outcome == outcome)).ToList();
            var glyph = counts[1] > 0 ? "❌" : counts[2] > 0 || counts[0] == 0 ? "⚠️" : "✅";
            text.WriteLine(
                $"| {glyph} | {Cell(image?.Reference.ToString() ?? name)} | {Cell(image?.BaseName ?? "unknown")} | "
                + $"{string.Join(" | ", counts.Select(count => count.ToString(CultureInfo.InvariantCulture)))} |");
        }
    }

    private static void WriteProblems(StreamWriter text, ReportContent content)
    {
        var problems = content.Run.Results.Where(result => result.Outcome is Outcome.Failed or Outcome.Errored).ToList();
        foreach (var result in problems.Take(MostProblems))
        {
            var info = content.Info(result);
            text.WriteLine();
            text.WriteLine(
                $"<details><summary>{(result.Outcome == Outcome.Failed ? "❌" : "⚠️")} <b>{result.CheckId}</b> "
                + $"{Html(result.Subject.ToString())}: {Html(info.Title)}</summary>");
            Paragraph(text, "expected");
            Block(text, result.Expected);
            Paragraph(text, result.Outcome == Outcome.Failed ? "observed" : "could not be carried out");
            Block(text, result.Observed);
            if (ReportContent.FurtherPlaces(result) is { Count: > 0 } places)
            {
                Paragraph(text, $"where: {string.Join(", ", places.Select(place => Code(place.ToString())))}");
            }

            Paragraph(text, $"{Html(info.Why)} ({Html(info.Citation)})");
            Paragraph(text, $"Remedy: {Html(ReportContent.Remedy(result, info))}");
            Block(text, content.Reproduce(result));
            text.WriteLine();
            text.WriteLine("</details>");
        }

        if (problems.Count > MostProblems)
        {
            Paragraph(text, $"… and {problems.Count - MostProblems} more; the JUnit and JSON reports have them all.");
        }
    }

    private static string Glyph(RunReport run) => run.Status switch
    {
        ExitStatus.Passed => "✅",
        ExitStatus.CheckFailed => "❌",
        _ => "⚠️",
    };

    private static void Paragraph(StreamWriter text, string line)
    {
        text.WriteLine();
        text.WriteLine(line);
    }

    // The fence is longer than any in the evidence, which may be Markdown itself.
    private static void Block(StreamWriter text, string evidence)
    {
        var shown = Printable.Terminal(evidence);
        if (shown.Length > LongestEvidence)
        {
            shown = $"{Printable.Unicode(shown[..LongestEvidence])}\n… and {shown.Length - LongestEvidence} characters more";
        }

        var fence = new string('`', Math.Max(3, LongestRun(shown) + 1));
        text.WriteLine();
        text.WriteLine($"{fence}text");
        text.WriteLine(shown.TrimEnd('\n'));
        text.WriteLine(fence);
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Code(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        return $"{fence}{Printable.Terminal(text)}{fence}";
    }

    private static string Cell(string text) => Html(text).ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    // Beyond HTML's own characters, those that would make emphasis, code or links of a title.
    private static string Html(string text) => WebUtility.HtmlEncode(Printable.Terminal(text))
        .Replace("*", "&#42;", StringComparison.Ordinal).Replace("_", "&#95;", StringComparison.Ordinal)
        .Replace("`", "&#96;", StringComparison.Ordinal).Replace("[", "&#91;", StringComparison.Ordinal);

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
