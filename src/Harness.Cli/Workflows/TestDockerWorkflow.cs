using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Planning;
using Harness.Platform.Engine;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;

namespace Harness.Cli;

/// <summary>Runs the suite in Docker.</summary>
/// <param name="catalog">The images.</param>
/// <param name="checks">All checks that run in Docker.</param>
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
        var backend = new DockerBackend(engine, ImageResolver.OwnSidecar(request).ToString(), request.HostPort, request.Timeout);
        var reproduction = new Reproduction(request);
        var suite = new SuiteWorkflow(catalog, output);
        var run = await suite.RunAsync(plan, images, engine, backend, docker: null, Session.NewId(), reproduction.Run, cancellation);
        var content = new ReportContent(run, [.. checks.Select(check => check.Info)], reproduction);
        suite.Show(content);
        files.Write(content);
        return run.Status;
    }
}
