using Harness.Catalog;
using Harness.Checks.Programs;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Snapshots;
using Harness.Snapshots.Cache;
using Harness.Suite;

namespace Harness.Cli.Workflows;

/// <summary>What running the suite is on every backend: progress while it runs, the summary in the end.</summary>
/// <param name="catalog">The images.</param>
/// <param name="output">Where it writes.</param>
internal sealed class SuiteWorkflow(ImageCatalog catalog, Output output)
{
    /// <summary>Runs the plan and shows how it goes.</summary>
    /// <param name="plan">What to test.</param>
    /// <param name="images">The images of the plan.</param>
    /// <param name="engine">Where the images are read.</param>
    /// <param name="backend">Where the sandboxes run.</param>
    /// <param name="docker">Starts sandboxes in a Docker Engine for checks that compare with it; null when there are none.</param>
    /// <param name="session">The session id that labels everything that is created.</param>
    /// <param name="command">The command line that reproduces the run.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task<RunReport> RunAsync(
        TestPlan plan,
        RunImages images,
        DockerEngine engine,
        ISandboxBackend backend,
        ISandboxBackend? docker,
        string session,
        string command,
        CancellationToken cancellation)
    {
        var snapshots = new SnapshotReader(engine, SnapshotCache.OfUser());
        if (!output.Live)
        {
            return await RunnerWith(new PlainRunObserver(output.Message, output.Verbose))
                .RunAsync(plan, images, session, command, cancellation);
        }

        var progress = new RunProgress();
        var run = await Live.ShowAsync(
            output.Progress,
            keep: false,
            elapsed => RunRows.Render(progress, elapsed),
            () => RunnerWith(progress).RunAsync(plan, images, session, command, cancellation));
        foreach (var note in progress.Notes)
        {
            output.Message(note);
        }

        return run;

        SuiteRunner RunnerWith(IRunObserver observer) => new(new ProgramSources(catalog.Root), snapshots, backend, observer, docker);
    }

    /// <summary>Shows what a run found out.</summary>
    public void Show(ReportContent content)
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
