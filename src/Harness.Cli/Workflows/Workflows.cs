using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Planning;
using Harness.Platform;
using Harness.Platform.Engine;
using Harness.Sandboxes.Docker;

namespace Harness.Cli;

/// <summary>The composition root: the one place where the parts are put together.</summary>
internal sealed class Workflows : IWorkflows
{
    /// <inheritdoc />
    public Task<ExitStatus> BuildAsync(BuildRequest request, bool dryRun, Output output, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <inheritdoc />
    public Task<ExitStatus> TestDockerAsync(
        TestRequest request, IReadOnlyList<string> reports, Output output, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <inheritdoc />
    public Task<ExitStatus> PlanAsync(BuildRequest build, TestRequest test, Output output, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <inheritdoc />
    public Task<ExitStatus> ChecksAsync(string? id, Output output, CancellationToken cancellation) =>
        Task.FromResult(new ChecksWorkflow(CheckCatalog.All, output).Run(id));

    /// <inheritdoc />
    public Task<ExitStatus> DoctorAsync(Output output, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc />
    public async Task<ExitStatus> CleanAsync(bool all, Output output, CancellationToken cancellation)
    {
        using var engine = new EngineClient(DockerContext.Current());
        return await new CleanWorkflow(new Cleaner(engine), output).RunAsync(all, cancellation);
    }
}
