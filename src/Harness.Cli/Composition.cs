using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Doctor;
using Harness.Cli.Terminal;
using Harness.Cli.Workflows;
using Harness.Images;
using Harness.Pins;
using Harness.Platform.Docker;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Sandboxes.Kubernetes.Drift;
using Harness.Snapshots.Cache;
using Harness.Suite;
using Harness.Suite.Inspection;

namespace Harness.Cli;

/// <summary>The composition root: the one place where the parts are put together.</summary>
/// <param name="environment">Looks up an environment variable.</param>
internal sealed class Composition(Func<string, string?> environment) : IWorkflows
{
    private readonly ProcessRunner processes = new();

    /// <inheritdoc />
    public async Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation)
    {
        var catalog = LoadCatalog();
        var plan = await Planner().PlanAsync(catalog, request with { SourceDateEpoch = SourceDateEpoch.Of(environment) }, cancellation);
        if (output.Verbose && await Sources().ExplainLoginAsync(plan.Source, cancellation) is { } login)
        {
            output.Message($"Bases: {login}");
        }

        WarnOfUnpinnedLists(plan, catalog, output);
        using var engine = Connect();
        var builder = new ImageBuilder(catalog.Root, engine, processes, environment);
        return dryRun
            ? new PlanWorkflow(output).Run(plan, test: null, await builder.DescribeAsync(plan, cancellation))
            : await new BuildWorkflow(builder, engine, SnapshotCache.OfUser(environment), output).RunAsync(plan, cancellation);
    }

    /// <inheritdoc />
    public Task<ExitStatus> TestDockerAsync(
        TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation) =>
        new TestDockerWorkflow(LoadCatalog(), CheckCatalog.On(Backend.Docker), Connect, Pull(output), output).RunAsync(request, reports, cancellation);

    /// <inheritdoc />
    public Task<ExitStatus> TestK8sAsync(
        TestRequest request, ClusterRun cluster, IReadOnlyList<string> reports, Output output, CancellationToken cancellation) =>
        new TestK8sWorkflow(
                LoadCatalog(), CheckCatalog.On(Backend.Kubernetes), Connect, Pull(output), ConnectCluster(output.Message), Delivery(output.Message), output)
            .RunAsync(request, cluster, reports, cancellation);

    /// <inheritdoc />
    public Task<ExitStatus> LintAsync(LintRequest request, Output output, CancellationToken cancellation) =>
        new LintWorkflow(LoadCatalog, processes, output).RunAsync(request, cancellation);

    /// <inheritdoc />
    public Task<ExitStatus> PodAsync(TestRequest request, string? namespaceName, PodPlacement placement, Output output, CancellationToken cancellation) =>
        Task.FromResult(new PodWorkflow(LoadCatalog(), CheckCatalog.On(Backend.Kubernetes), output).Run(request, namespaceName, placement));

    /// <inheritdoc />
    public Task<ExitStatus> DriftAsync(DriftRequest request, Output output, CancellationToken cancellation) =>
        new DriftWorkflow(LoadCatalog(), output).RunAsync(request, cancellation);

    /// <inheritdoc />
    public async Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, bool matrix, Output output, CancellationToken cancellation)
    {
        var catalog = LoadCatalog();
        var plan = await new RunPlanner(Planner()).PlanAsync(catalog, CheckCatalog.On(Backend.Docker), build, test, cancellation);
        var workflow = new PlanWorkflow(output);
        if (matrix)
        {
            return workflow.RunMatrix(plan);
        }

        WarnOfUnpinnedLists(plan.Build, catalog, output);
        return workflow.Run(plan.Build, plan.Test);
    }

    /// <inheritdoc />
    public async Task<ExitStatus> PinsAsync(PinsRequest request, Output output, CancellationToken cancellation)
    {
        using var examination = new PinExamination(environment, processes, SnapshotCache.OfUser(environment), output.Message);
        return await new PinsWorkflow(LoadCatalog, Planner(), examination, Connect, output).RunAsync(request, cancellation);
    }

    /// <inheritdoc />
    public Task<ExitStatus> InspectAsync(InspectRequest request, Output output, CancellationToken cancellation) =>
        new InspectWorkflow(LoadCatalog(), CheckCatalog.All, Connect, SnapshotCache.OfUser(environment), () => Examine(output), output)
            .RunAsync(request, cancellation);

    /// <inheritdoc />
    public Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation) =>
        Task.FromResult(new ChecksWorkflow(CheckCatalog.All, output).Run(id));

    /// <inheritdoc />
    public Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation) =>
        new DoctorWorkflow(new Examination(processes, Connect, LoadCatalog, Sources()), output).RunAsync(cancellation);

    /// <inheritdoc />
    public async Task<ExitStatus> CleanAsync(CleanRequest request, Output output, CancellationToken cancellation)
    {
        // The cluster alone is cleaned where there is no engine, too.
        using var engine = request.Only == CleanRequest.Cluster ? null : Connect();
        return await new CleanWorkflow(engine is null ? null : new Cleaner(engine), ConnectCluster(output.Detail), output).RunAsync(request, cancellation);
    }

    private static DockerEngine Connect() => new(DockerContext.Current());

    private Func<string?, CancellationToken, Task<KubernetesApi>> ConnectCluster(Action<string> message) => async (context, cancellation) =>
        await KubernetesApi.ConnectAsync(ClusterContext.Choose(Kubeconfig.Files(environment), context, message), processes, cancellation);

    private Func<KubernetesApi, DockerEngine, ImageDelivery> Delivery(Action<string> message) =>
        (api, engine) => new ImageDelivery(api, engine, processes, environment, message);

    private Func<DockerEngine, ImagePull> Pull(Output output) => engine => new ImagePull(engine, processes, output.Message);

    private AttestationExamination Examine(Output output) => new(environment, processes, Sources(), output.Message);

    private ImageCatalog LoadCatalog() => CatalogLoader.Load(RepositoryRoot.Find(Directory.GetCurrentDirectory(), environment));

    private BaseSourceResolver Sources() => new(environment, processes);

    private static void WarnOfUnpinnedLists(BuildPlan plan, ImageCatalog catalog, Output output)
    {
        foreach (var warning in UnpinnedLists.Of(plan, catalog.Root))
        {
            output.Message($"Warning: {warning}");
        }
    }

    private BuildPlanner Planner() => new(Sources());
}
