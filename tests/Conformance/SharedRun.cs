using Harness;
using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Planning;
using Harness.Platform;
using Harness.Platform.Engine;
using Harness.Reports;
using Harness.Results;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Snapshots;

namespace Conformance;

/// <summary>The suite, run once in Docker for all cases, as <c>harness test docker</c> runs it.</summary>
internal static class SharedRun
{
    /// <summary>The catalog of the checkout that the tests were built in.</summary>
    public static ImageCatalog Catalog { get; } = CatalogLoader.Load(FindRoot(AppContext.BaseDirectory));

    /// <summary>Everything that the catalog has.</summary>
    public static TestRequest Request { get; } = new([], [], []);

    /// <summary>Runs it.</summary>
    /// <exception cref="InfrastructureException">There is no engine, or images are missing.</exception>
    public static async Task<RunReport> RunAsync(CancellationToken cancellation)
    {
        var plan = TestPlanner.Plan(Catalog, CheckCatalog.On("docker"), Request);
        using var engine = new EngineClient(DockerContext.Current());
        var images = await new ImageResolver(engine).ResolveAsync(plan, cancellation);
        var suite = new SuiteRunner(
            new ProgramSources(Catalog.Root),
            new SnapshotReader(engine, SnapshotCache.OfUser()),
            new DockerBackend(engine, ImageResolver.OwnSidecar(plan.Request).ToString()),
            new ProgressObserver());
        return await suite.RunAsync(plan, images, Session.NewId(), new Reproduction(Request).Run, cancellation);
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Harness.sln"))
            ? directory
            : FindRoot(Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("The tests run from a checkout: no Harness.sln above the test assembly."));
}
