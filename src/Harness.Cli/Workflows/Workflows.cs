using Harness.Cli.Terminal;
using Harness.Planning;

namespace Harness.Cli;

/// <summary>The composition root.</summary>
internal sealed class Workflows : IWorkflows
{
    public Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ExitStatus> TestDockerAsync(TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, Output output, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ExitStatus> CleanAsync(bool all, Output output, CancellationToken cancellation) => throw new NotImplementedException();
}
