using Harness.Catalog;
using Harness.Checks.Dockerfiles;
using Harness.Cli.Terminal;
using Harness.Reports;

namespace Harness.Cli.Workflows;

/// <summary>Checks Dockerfiles.</summary>
/// <param name="catalog">Reads the catalog; not called when only files are named.</param>
/// <param name="output">Where it writes.</param>
internal sealed class LintWorkflow(Func<ImageCatalog> catalog, Output output)
{
    /// <summary>Checks the Dockerfiles of the images and the files named, or of all images.</summary>
    /// <exception cref="UsageException">An image or a file is not there or cannot be read, or a report cannot be written; all of them at once.</exception>
    public async Task<ExitStatus> RunAsync(
        IReadOnlyList<string> images, IReadOnlyList<string> files, IReadOnlyList<string> reportPaths, CancellationToken cancellation)
    {
        var ((ofImages, others), reportFiles) = Usage.AllOrErrors(
            () => Usage.AllOrErrors(
                () => images.Count > 0 || files.Count == 0 ? OfImages(images) : [],
                () => OfFiles(files)),
            () => Reporting.OfDockerfiles(reportPaths));
        var reports = new List<LintReport>();
        var unreadable = new List<string>();
        foreach (var (path, file, image) in ofImages.Concat(others))
        {
            try
            {
                reports.Add(Linter.Lint(await Linter.ReadAsync(path, cancellation), file, image));
            }
            catch (InfrastructureException fault)
            {
                unreadable.AddRange(fault.Problems);
            }
        }

        if (unreadable.Count > 0)
        {
            throw new UsageException(unreadable);
        }

        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json => LintJson.Write(json, reports));
        }
        else
        {
            Write(reports);
        }

        reportFiles.Write(reports);
        return LintReport.StatusOf(reports);
    }

    private List<(string Path, string File, ImageDefinition? Image)> OfImages(IReadOnlyList<string> names)
    {
        var all = catalog();
        var known = all.Images.Select(image => image.Name).ToList();
        var problems = names.Where(name => !known.Contains(name))
            .Select(name => $"unknown image '{name}'{Suggestion.Among(name, known, "images")}")
            .ToList();
        var selected = all.Images
            .Where(image => names.Count == 0 || names.Contains(image.Name))
            .Select(image => (Path: Path.Combine(all.Root, image.Context, "Dockerfile"), File: $"{image.Context}/Dockerfile", Image: (ImageDefinition?)image))
            .ToList();
        problems.AddRange(selected.Where(one => !File.Exists(one.Path)).Select(one => $"image '{one.Image!.Name}': {one.File} is not there"));
        return problems.Count == 0 ? selected : throw new UsageException(problems);
    }

    private static List<(string Path, string File, ImageDefinition? Image)> OfFiles(IReadOnlyList<string> files)
    {
        var found = files.Select(file => Directory.Exists(file) ? Path.Combine(file, "Dockerfile") : file).ToList();
        var missing = found.Where(file => !File.Exists(file)).Select(file => $"there is no file '{file}'").ToList();
        return missing.Count == 0 ? [.. found.Select(file => (file, file, (ImageDefinition?)null))] : throw new UsageException(missing);
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
            foreach (var line in Wrapping.Beside($"  {check.Id}", 9, $"{check.Remedy} (harness checks {check.Id})", output.Width))
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
