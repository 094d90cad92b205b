using Harness;
using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Snapshots;
using Harness.Snapshots.Cache;
using Harness.Suite;

namespace Conformance;

/// <summary>Runs the suite once for all cases of a backend.</summary>
internal static class Suite
{
    /// <summary>The catalog of the checkout that the tests were built in.</summary>
    public static ImageCatalog Catalog { get; } = CatalogLoader.Load(FindRoot(AppContext.BaseDirectory));

    /// <summary>The deadline of each check and of each start: more than a user's, for a machine that has other tests to run.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Everything that the catalog has.</summary>
    public static TestRequest Request { get; } = new([], [], [], Timeout: Timeout);

    /// <summary>The harness's own sidecar image.</summary>
    public static ImageName OwnSidecar { get; } = new ImageNaming().OwnSidecar;

    /// <summary>The engine that has the images.</summary>
    public static DockerEngine Connect() => new(DockerContext.Current());

    /// <summary>Runs it.</summary>
    /// <param name="engine">The engine that has the images.</param>
    /// <param name="checks">Which checks.</param>
    /// <param name="backend">Where the sandboxes run.</param>
    /// <param name="docker">What pods are compared with; null in Docker itself.</param>
    /// <param name="session">The session id.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="InfrastructureException">There is no engine, or images are missing.</exception>
    public static async Task<RunReport> RunAsync(
        DockerEngine engine, IReadOnlyList<Check> checks, ISandboxBackend backend, ISandboxBackend? docker, string session, CancellationToken cancellation)
    {
        var plan = TestPlanner.Plan(Catalog, checks, Request);
        var images = await new ImageResolver(engine).ResolveAsync(plan, cancellation);
        var suite = new SuiteRunner(
            new ProgramSources(Catalog.Root),
            new SnapshotReader(engine, SnapshotCache.OfUser()),
            backend,
            new ProgressObserver(),
            docker);
        return await suite.RunAsync(plan, images, session, new Reproduction(Request).Run, cancellation);
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Harness.sln"))
            ? directory
            : FindRoot(Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("The tests run from a checkout: no Harness.sln above the test assembly."));
}
