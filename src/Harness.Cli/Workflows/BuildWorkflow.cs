using System.Globalization;
using Harness.Building;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Reports;
using Spectre.Console;

namespace Harness.Cli.Workflows;

/// <summary>Builds images.</summary>
/// <param name="builder">Builds them.</param>
/// <param name="engine">Knows their sizes afterwards.</param>
/// <param name="output">Where it writes.</param>
internal sealed class BuildWorkflow(ImageBuilder builder, DockerEngine engine, Output output)
{
    /// <summary>Builds, and says what was built; a failed build throws.</summary>
    public async Task<ExitStatus> RunAsync(BuildPlan plan, CancellationToken cancellation)
    {
        output.Message($"Bases: {Provider(plan)} ({plan.Source.Reason})");
        var built = await BuildAsync(plan, cancellation);
        var details = await Task.WhenAll(built.Select(image => engine.FindImageAsync(image.Reference.ToString(), cancellation)));
        if (output.Format == OutputFormat.Json)
        {
            WriteJson(plan, built, details);
        }
        else
        {
            WriteText(plan, built, details);
        }

        return ExitStatus.Passed;
    }

    private async Task<IReadOnlyList<BuiltImage>> BuildAsync(BuildPlan plan, CancellationToken cancellation)
    {
        // A person who builds one image wants to see what it does; of several, which is where.
        var full = output.Verbose || plan.Images.Count == 1;
        if (full || !output.Live)
        {
            return await builder.BuildAsync(plan, new BuildLines(output.Message, full, output.Verbose), cancellation);
        }

        var rows = new BuildRows();
        return await Live.ShowAsync(output.Progress, keep: true, rows.Render, () => builder.BuildAsync(plan, rows, cancellation));
    }

    private static string Provider(BuildPlan plan) => ReportContent.Describe(plan.Source.Provider.ToString().ToLowerInvariant());

    private void WriteText(BuildPlan plan, IReadOnlyList<BuiltImage> built, ImageDetails?[] details)
    {
        var width = built.Select(image => image.Reference.ToString().Length).DefaultIfEmpty().Max();
        for (var i = 0; i < built.Count; i++)
        {
            var time = built[i].Cached ? "unchanged" : built[i].Duration.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);
            // An image that went straight to a registry is in no engine.
            var size = details[i] is { } found ? $"{found.Size / 1e6:0} MB" : "pushed";
            output.Results.Markup("[green]✓[/]");
            output.Out.WriteLine($" {built[i].Reference.ToString().PadRight(width)}  {time,9}  {size,8}");
        }

        if (plan.Source.Provider != BaseProvider.Dhi)
        {
            output.Results.MarkupLine($"[bold yellow]Bases: {Markup.Escape(Provider(plan))}[/]");
        }
    }

    private void WriteJson(BuildPlan plan, IReadOnlyList<BuiltImage> built, ImageDetails?[] details) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteString("baseProvider", plan.Source.Provider.ToString().ToLowerInvariant());
        json.WriteStartArray("images");
        for (var i = 0; i < built.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", built[i].Name);
            json.WriteString("reference", built[i].Reference.ToString());
            json.WriteNumber("durationSeconds", Math.Round((decimal)built[i].Duration.TotalSeconds, 3));
            json.WriteBoolean("cached", built[i].Cached);
            json.WriteString("digest", details[i]?.Id);
            json.WriteNumber("bytes", details[i]?.Size ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
