using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Planning;
using Harness.Platform.Engine;
using Harness.Platform.Kubectl;
using Harness.Reports;
using Harness.Results;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Sandboxes.Kubernetes;

namespace Harness.Cli;

/// <summary>Runs the suite in pods.</summary>
/// <param name="catalog">The images.</param>
/// <param name="checks">All checks that run in pods.</param>
/// <param name="connectEngine">Connects to the engine that has the images.</param>
/// <param name="connectCluster">Connects to the cluster of a context; null for the default one.</param>
/// <param name="delivery">Gets images of the engine to the nodes of the cluster.</param>
/// <param name="output">Where it writes.</param>
internal sealed class TestK8sWorkflow(
    ImageCatalog catalog,
    IReadOnlyList<Check> checks,
    Func<EngineClient> connectEngine,
    Func<string?, CancellationToken, Task<KubernetesApi>> connectCluster,
    Func<KubernetesApi, EngineClient, ImageDelivery> delivery,
    Output output)
{
    /// <summary>Plans, finds images and cluster, runs, shows and reports.</summary>
    public async Task<ExitStatus> RunAsync(
        TestRequest request, ClusterRun cluster, IReadOnlyList<string> reports, CancellationToken cancellation)
    {
        var (plan, files) = Usage.Together(
            () => TestPlanner.Plan(catalog, checks, request),
            () => ReportFiles.Prepare(reports));
        await using var api = await connectCluster(cluster.Context, cancellation);
        using var engine = connectEngine();
        var images = await new ImageResolver(engine).ResolveAsync(plan, cancellation);
        var parallel = request.Parallel ?? await ClusterCapacity.SandboxesAsync(api, cancellation);
        output.Detail($"Cluster: context {api.Context}, {parallel} pods at once");
        var reproduction = new Reproduction(request, Recipe(api.Context, cluster));
        var suite = new SuiteWorkflow(catalog, output);
        var session = Session.NewId();
        var run = await RunAsync(
            plan with { Request = request with { Parallel = parallel } }, images, engine, api, cluster, suite, session, reproduction.Run, cancellation);
        var content = new ReportContent(run, [.. checks.Select(check => check.Info)], reproduction);
        suite.Show(content);
        files.Write(content);
        return run.Status;
    }

    private async Task<RunReport> RunAsync(
        TestPlan plan,
        IReadOnlyList<ImageUnderTest> images,
        EngineClient engine,
        KubernetesApi api,
        ClusterRun cluster,
        SuiteWorkflow suite,
        string session,
        string command,
        CancellationToken cancellation)
    {
        var delivered = await delivery(api, engine).DeliverAsync(plan, images, cluster.Images, session, cancellation);
        output.Detail($"Images: {delivered.Way}{(cluster.Images is null ? ", found out from the cluster" : "")}");
        // Before the runner's own deadline, which cannot say what the pod was waiting for.
        var startTimeout = (plan.Request.Timeout ?? SuiteRunner.DefaultTimeout) * 0.9;
        var ownSidecar = ImageResolver.OwnSidecar(plan.Request).ToString();
        var docker = new DockerBackend(engine, ownSidecar, startTimeout: plan.Request.Timeout);
        var backend = await KubernetesBackend.OpenAsync(api, cluster, session, delivered, ownSidecar, startTimeout, cancellation);
        RunReport run;
        try
        {
            run = await suite.RunAsync(plan, images, engine, backend, docker, session, command, cancellation);
        }
        finally
        {
            await RemoveAsync(backend, api.Context);
        }

        if (cluster.Keep)
        {
            output.Message($"The pods are kept in namespace {backend.Namespace}. Look at them: kubectl --context {api.Context} --namespace {backend.Namespace} describe pods --selector {Session.IdLabel}={session}");
            output.Message($"Remove them: harness clean -c {api.Context}");
        }

        return run;
    }

    private async Task RemoveAsync(KubernetesBackend backend, string context)
    {
        try
        {
            await backend.DisposeAsync();
        }
        catch (Exception fault) when (fault is InfrastructureException or OperationCanceledException)
        {
            // The results stand; what is left over has the label by which it is found.
            output.Message($"Not everything could be removed from the namespace {backend.Namespace}: {fault.Message} Remove it with: harness clean -c {context}");
        }
    }

    private static IReadOnlyList<string> Recipe(string context, ClusterRun cluster) =>
    [
        "just", "test-k8s", "-c", context,
        .. cluster.Namespace is null ? Array.Empty<string>() : ["-n", cluster.Namespace],
        .. cluster.Images is null ? Array.Empty<string>() : ["--images", cluster.Images.ToString()],
    ];
}
