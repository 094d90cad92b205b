using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Doctor;
using Harness.Cli.Terminal;
using Harness.Planning;
using Harness.Platform;
using Harness.Platform.Engine;
using Harness.Platform.Processes;
using Harness.Sandboxes.Docker;

namespace Harness.Cli;

/// <summary>The composition root: the one place where the parts are put together.</summary>
/// <param name="environment">Looks up an environment variable.</param>
internal sealed class Workflows(Func<string, string?> environment) : IWorkflows
{
    private readonly ProcessRunner _processes = new();

    /// <inheritdoc />
    public async Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation)
    {
        var catalog = LoadCatalog();
        var plan = await Planner().PlanAsync(catalog, request, cancellation);
        using var engine = Connect();
        var builder = new ImageBuilder(catalog.Root, engine, _processes, environment);
        return dryRun
            ? new PlanWorkflow(output).Run(plan, test: null, await builder.DescribeAsync(plan, cancellation))
            : await new BuildWorkflow(builder, engine, output).RunAsync(plan, cancellation);
    }

    /// <inheritdoc />
    public Task<ExitStatus> TestDockerAsync(
        TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation) =>
        new TestDockerWorkflow(LoadCatalog(), CheckCatalog.All, Connect, output).RunAsync(request, reports, cancellation);

    /// <inheritdoc />
    public async Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, Output output, CancellationToken cancellation)
    {
        var catalog = LoadCatalog();
        var building = await Planner().PlanAsync(catalog, build, cancellation);
        var testing = PlanWorkflow.TestOf(catalog, build, test) is { } request
            ? TestPlanner.Plan(catalog, CheckCatalog.All, request)
            : null;
        return new PlanWorkflow(output).Run(building, testing);
    }

    /// <inheritdoc />
    public Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation) =>
        Task.FromResult(new ChecksWorkflow(CheckCatalog.All, output).Run(id));

    /// <inheritdoc />
    public Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation) =>
        new DoctorWorkflow(new Examination(_processes, Connect, LoadCatalog, Sources()), output).RunAsync(cancellation);

    /// <inheritdoc />
    public async Task<ExitStatus> CleanAsync(bool all, Output output, CancellationToken cancellation)
    {
        using var engine = Connect();
        return await new CleanWorkflow(new Cleaner(engine), output).RunAsync(all, cancellation);
    }

    private static EngineClient Connect() => new(DockerContext.Current());

    private ImageCatalog LoadCatalog() => CatalogLoader.Load(RepositoryRoot.Find(Directory.GetCurrentDirectory(), environment));

    private BaseSourceResolver Sources() => new(environment, _processes);

    private BuildPlanner Planner() => new(Sources());
}
