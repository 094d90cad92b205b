using Docker.DotNet.Models;

namespace Harness.Platform.Docker;

/// <content>Processes that are started in running containers.</content>
public sealed partial class DockerEngine
{
    private const long OutputLimit = 64 << 20;

    /// <summary>Runs a process in a container and reads what it writes until it ends.</summary>
    /// <param name="id">The container.</param>
    /// <param name="argv">The process's argument vector.</param>
    /// <param name="deadline">The longest silence.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<(MultiplexedOutput Output, int ExitCode)> ExecAsync(
        string id, IReadOnlyList<string> argv, TimeSpan deadline, CancellationToken cancellation)
    {
        var exec = await CreateExecAsync(id, argv, attach: true, cancellation);
        var (frames, source) = await StreamAsync(
            $"POST /exec/{exec}/start",
            deadline,
            (client, limited) => client.Exec.StartContainerExecAsync(exec, new ContainerExecStartParameters(), limited),
            cancellation);
        MultiplexedOutput output;
        using (frames)
        {
            output = await MultiplexedOutput.ReadAsync(frames, source, OutputLimit, cancellation);
        }

        // A stream that breaks off between two frames ends like one that is complete; the engine knows which it was.
        var details = await CallAsync(
            $"GET /exec/{exec}/json", Quick, (client, limited) => client.Exec.InspectContainerExecAsync(exec, limited), cancellation);
        return (output, (int?)details.ExitCode ?? throw new InfrastructureException(
            $"The Docker Engine at {Context} closed the output of `{string.Join(' ', argv)}` while it was still running."));
    }

    /// <summary>Starts a process in a container and leaves it running.</summary>
    internal async Task StartExecAsync(string id, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        var exec = await CreateExecAsync(id, argv, attach: false, cancellation);
        var (nothing, _) = await StreamAsync(
            $"POST /exec/{exec}/start",
            Slow,
            (client, limited) => client.Exec.StartContainerExecAsync(exec, new ContainerExecStartParameters { Detach = true }, limited),
            cancellation);
        nothing.Dispose();
    }

    private async Task<string> CreateExecAsync(string id, IReadOnlyList<string> argv, bool attach, CancellationToken cancellation)
    {
        var parameters = new ContainerExecCreateParameters { Cmd = [.. argv], AttachStdout = attach, AttachStderr = attach };
        var created = await CallAsync(
            $"POST /containers/{Escaped(id)}/exec",
            Quick,
            (client, limited) => client.Exec.CreateContainerExecAsync(Escaped(id), parameters, limited),
            cancellation);
        return created.ID;
    }
}
