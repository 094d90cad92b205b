using Harness.Building;
using Harness.Catalog;
using Harness.Cli.Terminal;
using Harness.Cli.Workflows;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Drift;
using Harness.Suite;
using Harness.Suite.Inspection;

namespace Harness.Tests.Cli;

/// <summary>Remembers what the command line asked for; <paramref name="behaviour"/> is what every verb does.</summary>
internal sealed class RecordingWorkflows(Func<CancellationToken, Task<ExitStatus>>? behaviour = null) : IWorkflows
{
    public BuildRequest? Build { get; private set; }

    public TestRequest? Test { get; private set; }

    public IReadOnlyList<string>? Reports { get; private set; }

    public object? Argument { get; private set; }

    public Output? Output { get; private set; }

    public Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation)
    {
        (Build, Argument) = (request, dryRun);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> TestDockerAsync(TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation)
    {
        (Test, Reports) = (request, reports);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> TestK8sAsync(
        TestRequest request, ClusterRun cluster, IReadOnlyList<string> reports, Output output, CancellationToken cancellation)
    {
        (Test, Reports, Argument) = (request, reports, cluster);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> LintAsync(LintRequest request, Output output, CancellationToken cancellation)
    {
        (Argument, Reports) = ((string.Join(',', request.Images), string.Join(',', request.Files)), request.Reports);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> PodAsync(TestRequest request, string? namespaceName, PodPlacement placement, Output output, CancellationToken cancellation)
    {
        (Test, Argument) = (request, namespaceName);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> DriftAsync(DriftRequest request, Output output, CancellationToken cancellation)
    {
        Argument = request;
        return Run(output, cancellation);
    }

    public Task<ExitStatus> PinsAsync(PinsRequest request, Output output, CancellationToken cancellation)
    {
        (Build, Argument) = (request.Build, request);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, bool matrix, Output output, CancellationToken cancellation)
    {
        (Build, Test, Argument) = (build, test, matrix);
        return Run(output, cancellation);
    }

    public Task<ExitStatus> InspectAsync(InspectRequest request, Output output, CancellationToken cancellation)
    {
        Argument = request;
        return Run(output, cancellation);
    }

    public Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation)
    {
        Argument = id;
        return Run(output, cancellation);
    }

    public Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation) => Run(output, cancellation);

    public Task<ExitStatus> CleanAsync(CleanRequest request, Output output, CancellationToken cancellation)
    {
        Argument = request;
        return Run(output, cancellation);
    }

    private Task<ExitStatus> Run(Output output, CancellationToken cancellation)
    {
        Output = output;
        return behaviour is null ? Task.FromResult(ExitStatus.Passed) : behaviour(cancellation);
    }
}
