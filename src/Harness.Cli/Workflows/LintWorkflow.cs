using Harness.Catalog;
using Harness.Checks.Dockerfiles;
using Harness.Cli.Terminal;
using Harness.Platform.Processes;
using Harness.Reports;

namespace Harness.Cli.Workflows;

/// <summary>Checks Dockerfiles.</summary>
/// <param name="catalog">Reads the catalog; not called when only files are named.</param>
/// <param name="processes">Runs shellcheck.</param>
/// <param name="output">Where it writes.</param>
internal sealed class LintWorkflow(Func<ImageCatalog> catalog, IProcessRunner processes, Output output)
{
    /// <summary>Checks the Dockerfiles of the images and the files named, or of all images.</summary>
    /// <exception cref="UsageException">An image or every file is not there or cannot be read, or a report cannot be written; all of them at once.</exception>
    public async Task<ExitStatus> RunAsync(LintRequest request, CancellationToken cancellation)
    {
        var (ofImages, reportFiles) = Usage.AllOrErrors(
            () => Usage.AllOrErrors(
                () => request.Images.Count > 0 || request.Files.Count == 0 ? OfImages(request.Images) : [],
                () => RefuseOnlyMissing(request.Files)).First,
            () => Reporting.OfDockerfiles(request.Reports));
        // What is slow to read or to check, or never ends, holds up no signal.
        var (reports, problems) = await Task.Run(() => CheckAsync(ofImages, request, cancellation), cancellation).WaitAsync(cancellation);
        if (reports.Count == 0 && problems.Count > 0)
        {
            throw new UsageException(problems);
        }

        if (request.ShellCheck)
        {
            reports = [.. (await new ShellCheck(processes).AddToAsync(reports, cancellation)).Zip(reports, (report, before) => (report, before.Text))];
        }

        List<LintReport> all = [.. reports.Select(one => one.Report)];
        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json => LintJson.Write(json, all));
        }
        else
        {
            Write(all);
        }

        reportFiles.Write(all);
        foreach (var problem in problems)
        {
            output.Message($"harness: {problem}");
        }

        return problems.Count > 0 ? ExitStatus.Usage : LintReport.StatusOf(all);
    }

    /// <summary>A path that does not exist is reported beside the findings of the others; where none exists, that is wrong usage.</summary>
    private static bool RefuseOnlyMissing(IReadOnlyList<string> files) =>
        DockerfileSearch.Missing(files) is { Count: > 0 } missing && missing.Count == files.Count ? throw new UsageException(missing) : true;

    private async Task<(List<(LintReport Report, string Text)> Reports, List<string> Problems)> CheckAsync(
        IReadOnlyList<DockerfilePlace> ofImages, LintRequest request, CancellationToken cancellation)
    {
        var reports = new List<(LintReport, string)>();
        var problems = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in ofImages.Concat(DockerfileSearch.Find(request.Files, problems)).Where(place => seen.Add(place.Identity)))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var text = place.IsInput ? await Linter.ReadAsync(output.In, cancellation) : await Linter.ReadAsync(place.Path, cancellation);
                reports.Add((Linter.Lint(text, place.File, place.Image, place.IsInput ? null : Linter.IgnoreOf(place.Path)), text));
            }
            catch (InfrastructureException fault)
            {
                problems.AddRange(fault.Problems);
            }
        }

        return (reports, problems);
    }

    private List<DockerfilePlace> OfImages(IReadOnlyList<string> names)
    {
        var all = catalog();
        var known = all.Images.Select(image => image.Name).ToList();
        var problems = names.Where(name => !known.Contains(name))
            .Select(name => $"unknown image '{name}'{Suggestion.Among(name, known, "images")}")
            .ToList();
        var selected = all.Images
            .Where(image => names.Count == 0 || names.Contains(image.Name))
            .Select(image => new DockerfilePlace(Path.Combine(all.Root, image.Context, "Dockerfile"), $"{image.Context}/Dockerfile", image))
            .ToList();
        problems.AddRange(selected.Where(one => !File.Exists(one.Path)).Select(one => $"image '{one.Image!.Name}': {one.File} is not there"));
        return problems.Count == 0 ? selected : throw new UsageException(problems);
    }

    private void Write(List<LintReport> reports)
    {
        foreach (var report in reports)
        {
            foreach (var fault in report.Faults)
            {
                output.Error.WriteLine($"{report.File}:{fault.Position}: {fault.Message}");
            }

            foreach (var finding in report.Open)
            {
                output.Out.WriteLine($"{report.File}:{finding.Position}: {finding.Check.Id} {finding.Message}");
            }
        }

        var open = reports.SelectMany(report => report.Open).ToList();
        foreach (var check in open.Select(finding => finding.Check).DistinctBy(check => check.Id).OrderBy(check => check.Id, StringComparer.Ordinal))
        {
            foreach (var line in Wrapping.Beside(
                $"  {check.Id}",
                9,
                check.Id.StartsWith("SC", StringComparison.Ordinal) ? check.Remedy : $"{check.Remedy} (harness checks {check.Id})",
                output.Width))
            {
                output.Out.WriteLine(line);
            }
        }

        var excepted = reports.SelectMany(report => report.Findings).Count(finding => finding.Exempt is not null);
        var unread = reports.Count(report => report.Faults.Count > 0);
        output.Out.WriteLine(string.Join(", ", new[]
        {
            Count(reports.Count, "Dockerfile"),
            $"{DockerfileChecks.All.Count} checks",
            Count(open.Count, "finding"),
            excepted == 0 ? null : $"{excepted} excepted with a reason",
            unread == 0 ? null : $"{unread} that cannot be read",
        }.OfType<string>()));
    }

    private static string Count(int number, string what) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
