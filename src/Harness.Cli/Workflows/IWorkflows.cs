using Harness.Building;
using Harness.Catalog;
using Harness.Cli.Terminal;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Drift;
using Harness.Suite;
using Harness.Suite.Inspection;

namespace Harness.Cli.Workflows;

/// <summary>What the verbs do, one method for each.</summary>
internal interface IWorkflows
{
    /// <summary>Builds images, or with <paramref name="dryRun"/> only says what would be built.</summary>
    Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation);

    /// <summary>Runs the suite in Docker and writes the reports.</summary>
    Task<ExitStatus> TestDockerAsync(TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation);

    /// <summary>Runs the suite in pods and writes the reports.</summary>
    Task<ExitStatus> TestK8sAsync(
        TestRequest request, ClusterRun cluster, IReadOnlyList<string> reports, Output output, CancellationToken cancellation);

    /// <summary>Checks the Dockerfiles of images of the catalog and others by path; without either, those of all images. Writes the reports.</summary>
    Task<ExitStatus> LintAsync(LintRequest request, Output output, CancellationToken cancellation);

    /// <summary>Prints the pods that the suite would start.</summary>
    Task<ExitStatus> PodAsync(TestRequest request, string? namespaceName, PodPlacement placement, Output output, CancellationToken cancellation);

    /// <summary>Compares manifests with the pods that the suite tests.</summary>
    Task<ExitStatus> DriftAsync(DriftRequest request, Output output, CancellationToken cancellation);

    /// <summary>Says what would be built and tested, with <paramref name="matrix"/> only as the cells of a CI matrix.</summary>
    Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, bool matrix, Output output, CancellationToken cancellation);

    /// <summary>Says what the bases' registry has now, compares it with what was recorded, and brings versions and record up to date.</summary>
    Task<ExitStatus> PinsAsync(PinsRequest request, Output output, CancellationToken cancellation);

    /// <summary>Says what images consist of, what the static checks find in them, and how they differ from a saved state.</summary>
    Task<ExitStatus> InspectAsync(InspectRequest request, Output output, CancellationToken cancellation);

    /// <summary>Lists the checks, or explains one.</summary>
    Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation);

    /// <summary>Says what is missing on this machine.</summary>
    Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation);

    /// <summary>
    /// Removes what earlier runs left behind in the engine and in a cluster, which is looked at without being named if there is one.
    /// </summary>
    Task<ExitStatus> CleanAsync(CleanRequest request, Output output, CancellationToken cancellation);
}
