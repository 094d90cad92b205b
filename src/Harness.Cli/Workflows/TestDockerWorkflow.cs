using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Platform.Docker;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Suite;

namespace Harness.Cli.Workflows;

/// <summary>Runs the suite in Docker.</summary>
/// <param name="catalog">The images.</param>
/// <param name="checks">All checks that run in Docker.</param>
/// <param name="connect">Connects to the engine; called once the request is known to make sense.</param>
/// <param name="pull">Brings images from their registries.</param>
/// <param name="output">Where it writes.</param>
internal sealed class TestDockerWorkflow(
    ImageCatalog catalog, IReadOnlyList<Check> checks, Func<DockerEngine> connect, Func<DockerEngine, ImagePull> pull, Output output)
{
    /// <summary>Plans, finds the images, runs, shows and reports.</summary>
    public async Task<ExitStatus> RunAsync(TestRequest request, IReadOnlyList<string> reports, CancellationToken cancellation)
    {
        var (plan, files) = Usage.AllOrErrors(
            () => TestPlanner.Plan(catalog, checks, request),
            () => Reporting.OfRun(reports));
        var reproduction = new Reproduction(request);
        var session = Session.NewId();
        ReportContent content;
        try
        {
            content = Content(await RunAsync(plan, request, session, reproduction.Run, cancellation));
        }
        catch (InfrastructureException fault)
        {
            files.Write(Content(SuiteRunner.NotBegun(plan, Backend.Docker, session, reproduction.Run, fault.Message)));
            throw;
        }

        new SuiteWorkflow(catalog, output).Show(content);
        files.Write(content);
        return content.Run.Status;

        ReportContent Content(RunReport run) => new(run, [.. checks.Select(check => check.Info)], reproduction);
    }

    private async Task<RunReport> RunAsync(TestPlan plan, TestRequest request, string session, string command, CancellationToken cancellation)
    {
        using var engine = connect();
        output.Detail($"Engine: {engine.Context.Endpoint.Text}, context {engine.Context.Name} by {engine.Context.Origin}");
        await pull(engine).RunAsync(plan, request.Pull, cancellation);
        var images = await new ImageResolver(engine).ResolveAsync(plan, cancellation);
        if (images.Substitute is { } words)
        {
            output.Message(words);
        }

        var backend = new DockerBackend(engine, images.OwnSidecar.Name, plan.Settings.HostPort, plan.Settings.SidecarTimeout);
        return await new SuiteWorkflow(catalog, output).RunAsync(plan, images, engine, backend, docker: null, session, command, cancellation);
    }
}
