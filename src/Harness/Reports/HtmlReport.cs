using System.Globalization;
using Harness.Checks;
using Harness.Images;
using Harness.Reports.Html;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>
/// The HTML report: one page that asks nothing of anybody else, to be read in a browser on any screen, or to be kept as the
/// artifact of a CI job. Without its script it is still all there; with it, it can be filtered and a cell shows its evidence.
/// Its policy lets nothing be loaded and no other script run.
/// </summary>
internal static class HtmlReport
{
    private static readonly string Policy =
        $"default-src 'none'; style-src {OwnText.Style.Source}; script-src {OwnText.Script.Source}; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly Outcome[] Outcomes = [Outcome.Passed, Outcome.Failed, Outcome.Errored, Outcome.Skipped];

    /// <summary>Writes the report.</summary>
    public static void Write(Stream stream, ReportContent content)
    {
        List<NumberedResult> results = [.. content.Run.Results.Index().Select(one => new NumberedResult(one.Index + 1, one.Item))];
        using var page = new HtmlPage(stream);
        WriteHead(page, content.Run);
        page.Own("<body>");
        WriteHeader(page, content);
        page.Own("<main>");
        WriteFilter(page, content);
        WriteMatrix(page, Matrix.Of(content, results));
        WriteResults(page, content, results);
        WriteImages(page, content.Run);
        WriteChecks(page, content);
        page.Own("</main>");
        page.Own("""<dialog id="evidence"><form method="dialog"><h2></h2><button>close</button></form><div></div></dialog>""");
        page.Own($"<script>{OwnText.Script.Text}</script>");
        page.Own("</body>");
        page.Own("</html>");
    }

    private static void WriteHead(HtmlPage page, RunReport run)
    {
        page.Own("<!DOCTYPE html>");
        page.Own("""<html lang="en">""");
        page.Own("<head>");
        page.Own("""<meta charset="utf-8">""");
        page.Line($"""<meta http-equiv="Content-Security-Policy" content="{Policy}">""");
        page.Own("""<meta name="viewport" content="width=device-width, initial-scale=1">""");
        page.Own("""<meta name="color-scheme" content="light dark">""");
        page.Own("""<meta name="referrer" content="no-referrer">""");
        page.Line($"<title>{Verdict(run)} · kcr-harness</title>");
        page.Own("""<link rel="icon" href="data:,">""");
        page.Own($"<style>{OwnText.Style.Text}</style>");
        page.Own("</head>");
    }

    private static void WriteHeader(HtmlPage page, ReportContent content)
    {
        var run = content.Run;
        page.Line($"""<header class="{Names.Of(run.Status)}">""");
        page.Line($"<h1>{Verdict(run)}</h1>");
        page.Own("""<dl class="counts">""");
        foreach (var outcome in Outcomes)
        {
            page.Line($"""<div class="{Names.Of(outcome)}"><dt>{Names.Of(outcome)}</dt><dd data-count="{Names.Of(outcome)}">{run.Count(outcome)}</dd></div>""");
        }

        page.Own("</dl>");
        foreach (var provider in content.Providers)
        {
            page.Line($"""<p class="{(provider == "dhi" ? "bases" : "bases loud")}">Bases: {ReportContent.Describe(provider)}</p>""");
        }

        if (run.Interrupted)
        {
            page.Own("""<p class="loud">Interrupted: the rest did not run.</p>""");
        }

        foreach (var leftover in run.Leftovers)
        {
            page.Line($"""<p class="loud">Left behind: {leftover}</p>""");
        }

        var started = run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        page.Line($"<p>{started} UTC, <span data-duration>{Seconds(run.Duration)}</span>, session {run.Session}. Run again: <code>{run.Command}</code></p>");
        page.Own("</header>");
    }

    private static void WriteFilter(HtmlPage page, ReportContent content)
    {
        page.Own("""<form id="filter" hidden>""");
        page.Own("""<input name="words" type="search" placeholder="words, a check, an image …" aria-label="words to look for">""");
        WriteChoice(page, "image", "every image", content.Run.Results.Select(result => result.Subject.Image));
        WriteChoice(page, "backend", "every backend", content.Run.Results.Select(Backend));
        foreach (var outcome in Outcomes)
        {
            page.Line($"""<label class="{Names.Of(outcome)}"><input type="checkbox" name="outcome" value="{Names.Of(outcome)}" checked> {Glyph(outcome)} {Names.Of(outcome)}</label>""");
        }

        page.Own("""<output id="shown"></output>""");
        page.Own("</form>");
    }

    private static void WriteChoice(HtmlPage page, string name, string all, IEnumerable<string> values)
    {
        page.Line($"""<select name="{name}" aria-label="{name}"><option value="">{all}</option>""");
        foreach (var value in values.Distinct())
        {
            page.Line($"""<option value="{value}">{value}</option>""");
        }

        page.Own("</select>");
    }

    private static void WriteMatrix(HtmlPage page, Matrix matrix)
    {
        page.Own("""<section class="wide"><table id="matrix">""");
        page.Own("""<thead><tr><th rowspan="2" scope="col">check</th>""");
        foreach (var image in matrix.Images)
        {
            page.Line($"""<th scope="colgroup" colspan="{image.Columns.Count}" data-image="{image.Name}">{image.Name}</th>""");
        }

        page.Own("</tr><tr>");
        foreach (var (image, column) in matrix.Images.SelectMany(image => image.Columns.Select(column => (image, column))))
        {
            page.Line($"""<th scope="col" data-image="{image.Name}">{column.Title}<small>{column.Subject.Backend?.Word}</small></th>""");
        }

        page.Own("</tr></thead><tbody>");
        foreach (var row in matrix.Rows)
        {
            page.Line($"""<tr><th scope="row"><a href="#check-{row.CheckId}">{row.CheckId}</a> <span>{row.Title}</span></th>""");
            foreach (var cell in row.Cells)
            {
                WriteCell(page, cell);
            }

            page.Own("</tr>");
        }

        page.Own("</tbody></table></section>");
        page.Own("""<p class="legend">✓ passed, ✗ failed, ! could not be carried out, – skipped; empty where a check does not apply. A cell shows its evidence.</p>""");
    }

    private static void WriteCell(HtmlPage page, MatrixCell cell)
    {
        if (cell.Found is not { } found)
        {
            page.Line($"""<td data-image="{cell.Image}"></td>""");
            return;
        }

        var result = found.Result;
        page.Line($"""<td colspan="{cell.Width}" data-image="{cell.Image}" data-number="{found.Number}" class="{Names.Of(result.Outcome)}"><a href="#r{found.Number}" aria-label="{result.CheckId} {result.Subject.ToString()} {Names.Of(result.Outcome)}">{Glyph(result.Outcome)}</a></td>""");
    }

    private static void WriteResults(HtmlPage page, ReportContent content, IEnumerable<NumberedResult> results)
    {
        page.Own("""<section id="results"><h2>Results</h2>""");
        // What needs a reader comes first; the order of the run otherwise.
        foreach (var (number, result) in results.OrderBy(one => one.Result.Outcome switch { Outcome.Failed => 0, Outcome.Errored => 1, _ => 2 }))
        {
            WriteResult(page, content, number, result);
        }

        page.Own("</section>");
    }

    private static void WriteResult(HtmlPage page, ReportContent content, int number, CheckResult result)
    {
        var info = content.Info(result);
        page.Line($"""<details class="result {Names.Of(result.Outcome)}" id="r{number}" data-number="{number}" data-outcome="{Names.Of(result.Outcome)}" data-image="{result.Subject.Image}" data-backend="{Backend(result)}">""");
        page.Line($"""<summary><span class="glyph">{Glyph(result.Outcome)}</span> <b>{result.CheckId}</b> <span>{result.Subject.ToString()}</span> <span class="title">{info.Title}</span> <span class="time">{Seconds(result.Duration)}</span></summary>""");
        page.Own("<dl>");
        WriteEvidence(page, "expected", result.Expected);
        WriteEvidence(
            page,
            result.Outcome switch { Outcome.Errored => "could not be carried out", Outcome.Skipped => "skipped", _ => "observed" },
            result.Observed);
        if (ReportContent.FurtherPlaces(result) is { Count: > 0 } places)
        {
            WriteEvidence(page, "where", string.Join('\n', places));
        }

        if (result.Outcome is Outcome.Failed or Outcome.Errored)
        {
            page.Line($"<dt>why</dt><dd>{info.Why} ({info.Citation})</dd>");
            page.Line($"<dt>remedy</dt><dd>{ReportContent.Remedy(result, info)}</dd>");
        }

        WriteEvidence(page, "reproduce", content.Reproduce(result));
        page.Own("</dl></details>");
    }

    private static void WriteEvidence(HtmlPage page, string label, string text)
    {
        if (text.Length > 0)
        {
            // A parser drops the first line break after the tag: this one, and none of the evidence.
            page.Line($"<dt>{label}</dt><dd><pre>\n{text}</pre></dd>");
        }
    }

    private static void WriteImages(HtmlPage page, RunReport run)
    {
        page.Own("""<section id="images"><h2>Images</h2>""");
        foreach (var image in run.Images)
        {
            WriteImage(page, image);
        }

        page.Own("</section>");
    }

    private static void WriteImage(HtmlPage page, ImageUnderTest image)
    {
        page.Line($"""<article data-image="{image.Definition.Name}"><h3>{image.Reference.ToString()}</h3><dl>""");
        page.Line($"<dt>digest</dt><dd><code>{image.Digest.Text}</code></dd>");
        page.Line($"<dt>base</dt><dd>{image.BaseName ?? "unknown"}, {ReportContent.Describe(image.BaseProvider)}</dd>");
        page.Line($"<dt>base digest</dt><dd><code>{image.BaseDigest ?? "unknown"}</code></dd>");
        page.Line($"<dt>versions</dt><dd>{string.Join(", ", image.Versions.Select(version => $"{version.Key}={version.Value}"))}</dd>");
        page.Line($"<dt>packages</dt><dd>{ReportContent.DescribeMissing(image) ?? $"package set {Names.Of(image.Set)}"}</dd>");
        page.Own("</dl></article>");
    }

    private static void WriteChecks(HtmlPage page, ReportContent content)
    {
        var ran = content.Run.Results.Select(result => result.CheckId).ToHashSet(StringComparer.Ordinal);
        page.Own("""<section id="checks"><h2>Checks</h2>""");
        foreach (var info in content.Checks.Where(info => ran.Contains(info.Id)))
        {
            WriteCheck(page, info);
        }

        page.Own("</section>");
    }

    private static void WriteCheck(HtmlPage page, CheckInfo info)
    {
        page.Line($"""<details id="check-{info.Id}"><summary><b>{info.Id}</b> {info.Title}</summary><dl>""");
        page.Line(
            $"<dt>applies to</dt><dd>{info.AppliesTo}</dd><dt>rests on</dt><dd>{info.Citation}</dd><dt>why</dt><dd>"
            + $"{info.Why}</dd><dt>remedy</dt><dd>{info.Remedy}</dd>");
        WriteEvidence(page, "fault", info.Example.Fault);
        WriteEvidence(page, "mended", info.Example.Mend);
        page.Own("</dl></details>");
    }

    private static string Verdict(RunReport run) =>
        $"{run.Count(Outcome.Passed)} passed, {run.Count(Outcome.Failed)} failed, {run.Count(Outcome.Errored)} errors, {run.Count(Outcome.Skipped)} skipped";

    private static string Backend(CheckResult result) => result.Subject.Backend?.Word ?? "none (static)";

    private static string Glyph(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "✓",
        Outcome.Failed => "✗",
        Outcome.Errored => "!",
        _ => "–",
    };

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);
}
