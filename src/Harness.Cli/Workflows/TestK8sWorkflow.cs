using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.CommandLine;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Platform.Kubernetes;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Suite;

namespace Harness.Cli.Workflows;

/// <summary>Runs the suite in pods.</summary>
/// <param name="catalog">The images.</param>
/// <param name="checks">All checks that run in pods.</param>
/// <param name="connectEngine">Connects to the engine that has the images.</param>
/// <param name="pull">Brings images from their registries into that engine.</param>
/// <param name="connectCluster">Connects to the cluster of a context; null for the default one.</param>
/// <param name="delivery">Gets images of the engine to the nodes of the cluster.</param>
/// <param name="output">Where it writes.</param>
internal sealed class TestK8sWorkflow(
    ImageCatalog catalog,
    IReadOnlyList<Check> checks,
    Func<DockerEngine> connectEngine,
    Func<DockerEngine, ImagePull> pull,
    Func<string?, CancellationToken, Task<KubernetesApi>> connectCluster,
    Func<KubernetesApi, DockerEngine, ImageDelivery> delivery,
    Output output)
{
    /// <summary>Plans, finds images and cluster, runs, shows and reports.</summary>
    public async Task<ExitStatus> RunAsync(
        TestRequest request, ClusterRun cluster, IReadOnlyList<string> reports, CancellationToken cancellation)
    {
        cluster = cluster with { Placement = cluster.Placement.Over(catalog.Pods) };
        if (cluster is { Namespace: null, Placement.PullSecrets: [var secret, ..] })
        {
            throw new UsageException(
                $"the secret {secret} that images are pulled with is in a namespace, and the run would make one of its own: "
                + "name the secret's namespace with -n.");
        }

        var (plan, files) = Usage.AllOrErrors(
            () => TestPlanner.Plan(catalog, checks, request),
            () => Reporting.OfRun(reports));
        var session = Session.NewId();
        ReportContent content;
        try
        {
            content = await RunAsync(plan, request, cluster, session, cancellation);
        }
        catch (InfrastructureException fault)
        {
            var reproduction = new Reproduction(request, Recipe(cluster.Context, cluster));
            files.Write(Content(SuiteRunner.NotBegun(plan, Backend.Kubernetes, session, reproduction.Run, fault.Message), reproduction));
            throw;
        }

        new SuiteWorkflow(catalog, output).Show(content);
        files.Write(content);
        return content.Run.Status;
    }

    private async Task<ReportContent> RunAsync(
        TestPlan plan, TestRequest request, ClusterRun cluster, string session, CancellationToken cancellation)
    {
        await using var api = await connectCluster(cluster.Context, cancellation);
        api.TellWarnings(words => output.Message($"The API server of context {api.Context} warns: {Printable.Terminal(words)}"));
        using var engine = connectEngine();
        await pull(engine).RunAsync(plan, request.Pull, cancellation);
        var images = await new ImageResolver(engine).ResolveAsync(plan, cancellation);
        if (images.Substitute is { } words)
        {
            output.Message(words);
        }

        var capacity = await ClusterCapacity.OfAsync(api, cancellation);
        var parallel = plan.Settings.Parallel ?? capacity.Sandboxes;
        output.Detail($"Cluster: context {api.Context}, {parallel} sandboxes at once on {capacity.Processors} processors");
        var reproduction = new Reproduction(request, Recipe(api.Context, cluster));
        var run = await RunAsync(plan, images, engine, api, capacity, cluster, session, reproduction.Run, cancellation);
        return Content(run, reproduction);
    }

    private async Task<RunReport> RunAsync(
        TestPlan plan,
        RunImages images,
        DockerEngine engine,
        KubernetesApi api,
        SandboxCapacity capacity,
        ClusterRun cluster,
        string session,
        string command,
        CancellationToken cancellation)
    {
        var delivered = (await delivery(api, engine).DeliverAsync(images.InSandboxes, plan.Naming.Registry, cluster.Images, session, cancellation))
            .PulledWith(cluster.Placement.PullSecrets);
        output.Detail($"Images: {delivered.Way}{(cluster.Images is null ? ", found out from the cluster" : "")}");
        var docker = new DockerBackend(engine, images.OwnSidecar.Name, startTimeout: plan.Settings.SidecarTimeout);
        var pods = new PodRun(cluster, session, delivered, images.OwnSidecar.Name, plan.Settings.PodTimeout) { Capacity = capacity };
        var backend = await KubernetesBackend.OpenAsync(api, pods, cancellation);
        RunReport run;
        string? left = null;
        try
        {
            run = await new SuiteWorkflow(catalog, output).RunAsync(plan, images, engine, backend, docker, session, command, cancellation);
        }
        finally
        {
            left = await RemoveAsync(backend);
        }

        if (cluster.Keep)
        {
            output.Message(
                $"The pods are kept in namespace {backend.Namespace}. Look at them: kubectl --context {api.Context} --namespace "
                + $"{backend.Namespace} describe pods --selector {Session.IdLabel}={session}");
            output.Message($"Remove them: harness clean --kept -c {api.Context}");
        }

        return left is null ? run : run with { Leftovers = [.. run.Leftovers, left] };
    }

    /// <summary>Removes what is the run's own beside its pods; returns why it could not, null when it could.</summary>
    private async Task<string?> RemoveAsync(KubernetesBackend backend)
    {
        try
        {
            await backend.DisposeAsync();
            return null;
        }
        catch (InfrastructureException fault)
        {
            output.Message(fault.Message);
            return fault.Message;
        }
    }

    private ReportContent Content(RunReport run, Reproduction reproduction) => new(run, [.. checks.Select(check => check.Info)], reproduction);

    private static IReadOnlyList<string> Recipe(string? context, ClusterRun cluster) =>
    [
        "just", "test-k8s",
        .. Option("-c", context),
        .. Option("-n", cluster.Namespace),
        .. Option("--images", cluster.Images?.ToString()),
        .. PlacementOptions.Words(cluster.Placement)
    ];

    private static IReadOnlyList<string> Option(string name, string? value) => value is null ? [] : [name, value];
}
