using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Planning;
using Harness.Platform.Engine;
using Harness.Reports;
using Harness.Results;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Snapshots;

namespace Harness.Cli;

/// <summary>Runs the suite in Docker.</summary>
/// <param name="catalog">The images.</param>
/// <param name="checks">All checks.</param>
/// <param name="connect">Connects to the engine; called once the request is known to make sense.</param>
/// <param name="output">Where it writes.</param>
internal sealed class TestDockerWorkflow(
    ImageCatalog catalog, IReadOnlyList<Check> checks, Func<EngineClient> connect, Output output)
{
    /// <summary>Plans, finds the images, runs, shows and reports.</summary>
    public async Task<ExitStatus> RunAsync(TestRequest request, IReadOnlyList<string> reports, CancellationToken cancellation)
    {
        var (plan, files) = Usage.Together(
            () => TestPlanner.Plan(catalog, checks, request),
            () => ReportFiles.Prepare(reports));
        using var engine = connect();
        output.Detail($"Engine: {engine.Context.Endpoint.Text}, context {engine.Context.Name} by {engine.Context.Origin}");
        var images = await new ImageResolver(engine).ResolveAsync(plan, cancellation);
        var reproduction = new Reproduction(request);
        var run = await RunAsync(plan, images, engine, reproduction, cancellation);
        var content = new ReportContent(run, [.. checks.Select(check => check.Info)], reproduction);
        Show(content);
        files.Write(content);
        return run.Status;
    }

    private async Task<RunReport> RunAsync(
        TestPlan plan, IReadOnlyList<ImageUnderTest> images, EngineClient engine, Reproduction reproduction, CancellationToken cancellation)
    {
        var backend = new DockerBackend(
            engine, ImageResolver.OwnSidecar(plan.Request).ToString(), plan.Request.HostPort, plan.Request.Timeout);
        var snapshots = new SnapshotReader(engine, SnapshotCache.OfUser());
        var session = Session.NewId();
        if (!output.Live)
        {
            return await RunnerWith(new PlainRunObserver(output.Message, output.Verbose))
                .RunAsync(plan, images, session, reproduction.Run, cancellation);
        }

        var progress = new RunProgress();
        var run = await Live.ShowAsync(
            output.Progress,
            keep: false,
            elapsed => RunRows.Render(progress, elapsed),
            () => RunnerWith(progress).RunAsync(plan, images, session, reproduction.Run, cancellation));
        foreach (var note in progress.Notes)
        {
            output.Message(note);
        }

        return run;

        SuiteRunner RunnerWith(IRunObserver observer) => new(new ProgramSources(catalog.Root), snapshots, backend, observer);
    }

    private void Show(ReportContent content)
    {
        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json => JsonReport.Write(json, content));
        }
        else
        {
            new RunSummary(output, content).Write();
        }
    }
}
