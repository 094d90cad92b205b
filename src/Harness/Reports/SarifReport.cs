using System.Text.Json;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Reports.Sarif;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>
/// The SARIF 2.1.0 report, for code scanning: the checks are its rules, what failed its results, each at the Dockerfile line
/// that made it or else at the image's Dockerfile. What could not be carried out is a notification of the invocation: it is no
/// verdict on an image. What passed and what was skipped is in the other reports.
/// </summary>
internal static class SarifReport
{
    /// <summary>Writes the report of a run of the suite.</summary>
    public static void Write(Stream stream, ReportContent content)
    {
        var run = content.Run;
        Write(stream, new SarifLog(
            "suite",
            content.Checks,
            [.. run.Results.Where(result => result.Outcome == Outcome.Failed).SelectMany(result => Alerts(result, content))],
            new SarifInvocation(
                run.Status,
                [
                    .. run.Results.Where(result => result.Outcome == Outcome.Errored)
                        .Select(result => new SarifNote($"{result.Subject}: {content.Info(result).Title}: {result.Observed}", result.CheckId)),
                    .. run.Interrupted ? [new SarifNote("The run was interrupted: the rest did not run.")] : Array.Empty<SarifNote>(),
                    .. run.Leftovers.Select(leftover => new SarifNote($"Left behind: {leftover}")),
                ])
            {
                Command = run.Command,
                Time = (run.Started, run.Started + run.Duration),
            }));
    }

    /// <summary>Writes the report of checking Dockerfiles.</summary>
    public static void Write(Stream stream, IReadOnlyList<LintReport> reports)
    {
        Write(stream, new SarifLog(
            "lint",
            [.. DockerfileChecks.All.Select(check => check.Info)
                .Concat(reports.SelectMany(report => report.Findings).Select(finding => finding.Check))
                .DistinctBy(check => check.Id)],
            [.. reports.SelectMany(report => report.Findings).Select(finding =>
                new SarifAlert(finding.Check.Id, $"{finding.Message}.", [finding.Place], $"{finding.File}|{finding.Message}") { Excepted = finding.Exempt })],
            new SarifInvocation(
                LintReport.StatusOf(reports),
                [.. reports.SelectMany(report => report.Faults.Select(fault =>
                    new SarifNote(fault.Message, Place: new SourcePlace(report.File, fault.Position.Line, fault.Position.Column))))])));
    }

    private static void Write(Stream stream, SarifLog log)
    {
        using var json = new Utf8JsonWriter(stream, JsonReport.Options);
        SarifWriter.Write(json, log);
    }

    /// <summary>What is wrong at several places, each with words of its own, is an alert at each of them.</summary>
    private static IEnumerable<SarifAlert> Alerts(CheckResult result, ReportContent content)
    {
        var own = result.Places.Where(place => place.Message is not null).ToList();
        if (own.Count > 0)
        {
            return own.Select(place => new SarifAlert(result.CheckId, $"{place.Message}.", [place], $"{place.File}|{place.Message}"));
        }

        IReadOnlyList<SourcePlace> places = result.Places.Count > 0 ? result.Places : [new SourcePlace(content.DockerfileOf(result))];
        return
        [
            new SarifAlert(
                result.CheckId,
                $"{result.Subject}: {result.Observed}\nExpected: {result.Expected}\nReproduce: {content.Reproduce(result)}",
                places,
                result.Subject.ToString()),
        ];
    }
}
