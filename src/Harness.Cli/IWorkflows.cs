using Harness.Cli.Terminal;
using Harness.Planning;

namespace Harness.Cli;

/// <summary>What the verbs do, one method for each.</summary>
internal interface IWorkflows
{
    /// <summary>Builds images, or with <paramref name="dryRun"/> only says what would be built.</summary>
    Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation);

    /// <summary>Runs the suite in Docker and writes the reports.</summary>
    Task<ExitStatus> TestDockerAsync(TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation);

    /// <summary>Says what would be built and tested.</summary>
    Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, Output output, CancellationToken cancellation);

    /// <summary>Lists the checks, or explains one.</summary>
    Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation);

    /// <summary>Says what is missing on this machine.</summary>
    Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation);

    /// <summary>Removes what earlier runs left behind; with <paramref name="all"/> also what running sessions use.</summary>
    Task<ExitStatus> CleanAsync(bool all, Output output, CancellationToken cancellation);
}
