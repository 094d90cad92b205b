using System.Diagnostics;
using System.Globalization;
using Harness.Building;
using Harness.Checks.Static;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Reports;
using Harness.Snapshots;
using Harness.Snapshots.Cache;
using Spectre.Console;

namespace Harness.Cli.Workflows;

/// <summary>Builds images.</summary>
/// <param name="builder">Builds them.</param>
/// <param name="engine">Knows their sizes afterwards.</param>
/// <param name="cache">What earlier runs read of images.</param>
/// <param name="output">Where it writes.</param>
internal sealed class BuildWorkflow(ImageBuilder builder, DockerEngine engine, SnapshotCache cache, Output output)
{
    /// <summary>Builds, and says what was built; a failed build throws.</summary>
    public async Task<ExitStatus> RunAsync(BuildPlan plan, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        output.Message($"Bases: {Provider(plan)} ({plan.Source.Reason})");
        var built = await BuildAsync(plan, cancellation);
        var details = await Task.WhenAll(built.Select(image => engine.FindImageAsync(image.Reference.ToString(), cancellation)));
        if (output.Format == OutputFormat.Json)
        {
            await WriteJsonAsync(plan, built, details, Stopwatch.GetElapsedTime(started), cancellation);
        }
        else
        {
            WriteText(plan, built, details);
        }

        if (plan.Settings is { Push: true, Attestations.AreRefused: false } && built.All(image => image.Attestations.Count == 0))
        {
            output.Message(
                "Pushed without SBOM and provenance, which the engine's own builder makes only where the engine has containerd's image store; "
                + "--builder names another (docs/bases.md).");
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
            output.Out.WriteLine($" {built[i].Reference.ToString().PadRight(width)}  {time,9}  {size,8}{Beside(built[i])}");
        }

        if (plan.Source.Provider != BaseProvider.Dhi)
        {
            output.Results.MarkupLine($"[bold yellow]Bases: {Markup.Escape(Provider(plan))}[/]");
        }
    }

    /// <summary>What a registry has of it besides.</summary>
    private static string Beside(BuiltImage image)
    {
        List<string> parts = [];
        if (image.Platforms.Count > 0)
        {
            parts.Add($"for {string.Join(" and ", image.Platforms.Select(platform => platform.Platform))}");
        }

        if (image.Attestations.Count > 0)
        {
            parts.Add($"with {string.Join(" and ", image.Attestations)}");
        }

        return parts.Count == 0 ? "" : $"  {string.Join(", ", parts)}";
    }

    private async Task WriteJsonAsync(BuildPlan plan, IReadOnlyList<BuiltImage> built, ImageDetails?[] details, TimeSpan time, CancellationToken cancellation)
    {
        var reader = new SnapshotReader(engine, cache);
        var shells = await Task.WhenAll(details.Select(async found =>
            found is null ? (bool?)null : Shells.AreIn(await reader.ReadAsync(found.Id, cancellation))));
        BuildDocument.WriteSuccess(output, plan, [.. built.Zip(details, shells)], time);
    }
}
