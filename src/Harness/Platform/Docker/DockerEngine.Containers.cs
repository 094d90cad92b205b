using System.Diagnostics;
using System.Globalization;
using System.Net;
using Docker.DotNet.Models;

namespace Harness.Platform.Docker;

/// <content>Containers.</content>
public sealed partial class DockerEngine
{
    private static readonly TimeSpan RemovalPoll = TimeSpan.FromMilliseconds(50);

    internal async Task<string> CreateContainerAsync(string name, CreateContainerParameters container, CancellationToken cancellation)
    {
        container.Name = name;
        var created = await CallAsync(
            "POST /containers/create", Slow, (client, limited) => client.Containers.CreateContainerAsync(container, limited), cancellation);
        return created.ID;
    }

    internal Task StartContainerAsync(string id, CancellationToken cancellation) =>
        CallAsync(
            $"POST /containers/{Escaped(id)}/start",
            Slow,
            (client, limited) => client.Containers.StartContainerAsync(Escaped(id), null, limited),
            cancellation);

    internal Task<ContainerInspectResponse?> FindContainerAsync(string id, CancellationToken cancellation) =>
        FindAsync(
            $"GET /containers/{Escaped(id)}/json",
            Quick,
            (client, limited) => client.Containers.InspectContainerAsync(Escaped(id), limited),
            cancellation);

    /// <summary>Waits until a container does not run, however long that takes.</summary>
    internal async Task<int> WaitContainerAsync(string id, CancellationToken cancellation)
    {
        var result = await CallAsync(
            $"POST /containers/{Escaped(id)}/wait",
            Timeout.InfiniteTimeSpan,
            (client, limited) => client.Containers.WaitContainerAsync(Escaped(id), limited),
            cancellation);
        return (int)result.StatusCode;
    }

    internal Task KillContainerAsync(string id, CancellationToken cancellation) =>
        CallAsync(
            $"POST /containers/{Escaped(id)}/kill",
            Quick,
            (client, limited) => client.Containers.KillContainerAsync(Escaped(id), new ContainerKillParameters(), limited),
            cancellation);

    /// <summary>Removes a container, running or not, with its anonymous volumes. False when there is none.</summary>
    internal async Task<bool> RemoveContainerAsync(string id, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await RemoveAsync(
                    $"DELETE /containers/{Escaped(id)}",
                    (client, limited) => client.Containers.RemoveContainerAsync(
                        Escaped(id), new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, limited),
                    cancellation);
            }
            catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.Conflict)
            {
                // Somebody else is removing it. It is gone when that is done.
                await WaitUntilRemovedAsync(id, cancellation);
                return true;
            }
            catch (EngineException fault) when (HasDependents(fault) && Stopwatch.GetElapsedTime(started) < Slow)
            {
                // Podman wants those that joined its namespaces to be removed before it, which is being done beside this.
                await Task.Delay(RemovalPoll, cancellation);
            }
        }
    }

    internal async Task<IReadOnlyList<ContainerListResponse>> ContainersAsync(string label, CancellationToken cancellation)
    {
        var parameters = new ContainersListParameters { All = true, Filters = Labelled(label) };
        var containers = await CallAsync(
            "GET /containers/json", Quick, (client, limited) => client.Containers.ListContainersAsync(parameters, limited), cancellation);
        return containers.AsReadOnly();
    }

    /// <summary>The last lines that a container wrote.</summary>
    internal async Task<MultiplexedOutput> LogsAsync(string id, int? lines, CancellationToken cancellation)
    {
        var parameters = new ContainerLogsParameters
        {
            ShowStdout = true,
            ShowStderr = true,
            Tail = lines?.ToString(CultureInfo.InvariantCulture) ?? "all",
        };
        var (frames, source) = await StreamAsync(
            $"GET /containers/{Escaped(id)}/logs",
            Quick,
            (client, limited) => client.Containers.GetContainerLogsAsync(Escaped(id), parameters, limited),
            cancellation);
        using (frames)
        {
            return await MultiplexedOutput.ReadAsync(frames, source, OutputLimit, cancellation);
        }
    }

    private static bool HasDependents(EngineException fault) => fault.EngineMessage.Contains("has dependent containers", StringComparison.Ordinal);

    // The library's wait knows no condition but the first, that a container does not run.
    private async Task WaitUntilRemovedAsync(string id, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Slow);
        try
        {
            while (await FindContainerAsync(id, limited.Token) is not null)
            {
                await Task.Delay(RemovalPoll, limited.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfrastructureException(
                $"The Docker Engine at {Context} has been removing container {id} for {Slow.TotalSeconds:0} s, and it is still there. "
                + "Restart the engine; `just clean` then removes what is left.");
        }
    }
}
