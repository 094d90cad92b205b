using System.Text.Json;
using Docker.DotNet;

namespace Harness.Platform.Docker;

/// <summary>
/// The Docker Engine of a context, by way of Docker.DotNet. What the library leaves open is settled here, once: every
/// call has a deadline and takes a cancellation; an engine that is not there, stops or refuses is an
/// <see cref="InfrastructureException"/> with its own words; the API version is asked for before the first call.
/// </summary>
public sealed partial class DockerEngine : IImageArchive, IDisposable
{
    /// <summary>The newest API version that the harness was tried with.</summary>
    internal static readonly Version Newest = new(1, 47);

    /// <summary>The oldest API version that has all that the harness uses.</summary>
    internal static readonly Version Oldest = new(1, 41);

    // A look-up takes milliseconds; starting and removing wait for the kernel and the network, on a busy machine long.
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim connecting = new(1, 1);
    private EngineConnection? connection;
    private volatile DockerClient? negotiated;

    /// <summary>Names an engine; the first call connects, and loads the library.</summary>
    /// <param name="context">The engine.</param>
    public DockerEngine(DockerContext context)
    {
        Context = context;
    }

    /// <summary>The engine that is talked to.</summary>
    public DockerContext Context { get; }

    /// <summary>What the engine says of itself.</summary>
    public async Task<EngineVersion> VersionAsync(CancellationToken cancellation)
    {
        var version = await CallAsync("GET /version", Quick, (client, limited) => client.System.GetVersionAsync(limited), cancellation);
        return new EngineVersion(version.Version, version.APIVersion, version.Os, version.Arch);
    }

    /// <summary>Whether it is Podman that answers in a Docker Engine's place.</summary>
    /// <param name="cancellation">Ends the first request, which tells.</param>
    public async Task<bool> IsPodmanAsync(CancellationToken cancellation)
    {
        await ClientAsync(cancellation);
        return IsPodman;
    }

    /// <summary>What the engine says of its machine.</summary>
    public async Task<EngineInfo> InfoAsync(CancellationToken cancellation)
    {
        var info = await CallAsync("GET /info", Quick, (client, limited) => client.System.GetSystemInfoAsync(limited), cancellation);
        return new EngineInfo(
            (int)info.NCPU,
            info.MemTotal,
            info.CgroupVersion,
            info.SecurityOptions?.AsReadOnly(),
            info.Name,
            info.ServerVersion,
            info.KernelVersion);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        connection?.Dispose();
        connecting.Dispose();
    }

    // Known from the first request on.
    private bool IsPodman => connection?.PodmanVersion is not null;

    /// <summary>
    /// A name as a part of a path: the library puts it there as it is. References keep their slashes and colons, which
    /// the engine expects.
    /// </summary>
    private static string Escaped(string name) =>
        string.Join('/', name.Split('/').Select(part => Uri.EscapeDataString(part).Replace("%3A", ":", StringComparison.Ordinal)));

    private static Dictionary<string, IDictionary<string, bool>> Labelled(string label) =>
        new() { ["label"] = new Dictionary<string, bool> { [label] = true } };

    /// <summary>Looks something up, or removes it: what is not there is no fault.</summary>
    private async Task<T?> FindAsync<T>(
        string request, TimeSpan deadline, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await CallAsync(request, deadline, call, cancellation);
        }
        catch (EngineException fault) when (fault.HttpStatus == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<bool> RemoveAsync(string request, Func<DockerClient, CancellationToken, Task> call, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(request, Slow, call, cancellation);
            return true;
        }
        catch (EngineException fault) when (fault.HttpStatus == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task CallAsync(
        string request, TimeSpan deadline, Func<DockerClient, CancellationToken, Task> call, CancellationToken cancellation)
    {
        var client = await ClientAsync(cancellation);
        await GuardAsync(request, deadline, async limited =>
        {
            await call(client, limited);
            return true;
        }, cancellation);
    }

    private async Task<T> CallAsync<T>(
        string request, TimeSpan deadline, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var client = await ClientAsync(cancellation);
        return await GuardAsync(request, deadline, async limited => await call(client, limited) ?? throw new JsonException("it is null"), cancellation);
    }

    /// <summary>
    /// Makes a call whose answer is a stream. The library hides that stream behind its own: it is watched from below,
    /// by a client of the call's own on the same connections.
    /// </summary>
    /// <param name="request">The request, for messages.</param>
    /// <param name="idle">How long the engine may be silent.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Ends the request.</param>
    private async Task<(T Result, EngineStream Source)> StreamAsync<T>(
        string request, TimeSpan idle, Func<DockerClient, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        await ClientAsync(cancellation);
        using var watch = new StreamWatch(Context, request, idle, connection!.Handler);
        using var client = connection.Client(negotiated!.Options.ApiVersion, watch);
        var result = await GuardAsync(request, idle, limited => call(client, limited), cancellation);
        return (result, watch.Stream ?? throw new InvalidOperationException($"{request} was answered without a stream."));
    }

    private async Task<T> GuardAsync<T>(
        string request, TimeSpan deadline, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        try
        {
            return await call(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw EngineFault.Unanswered(Context, request, deadline);
        }
        catch (DockerApiException fault)
        {
            throw EngineFault.Refused(Context, request, fault);
        }
        catch (Exception fault) when (ConnectionFault.Is(fault))
        {
            throw EngineFault.Lost(Context, request, fault);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or NotImplementedException
            || (fault is InvalidOperationException and not ObjectDisposedException))
        {
            // The library's converters throw all of these at what they do not expect.
            throw EngineFault.Strange(Context, request, fault);
        }
    }

    private async Task<DockerClient> ClientAsync(CancellationToken cancellation)
    {
        if (negotiated is { } known)
        {
            return known;
        }

        await connecting.WaitAsync(cancellation);
        try
        {
            return negotiated ??= await NegotiateAsync(cancellation);
        }
        finally
        {
            connecting.Release();
        }
    }

    private async Task<DockerClient> NegotiateAsync(CancellationToken cancellation)
    {
        var opened = connection ??= EngineConnection.To(Context);
        var first = opened.Client(version: null);
        await GuardAsync(EngineFault.FirstRequest, Quick, async limited =>
        {
            await first.System.PingAsync(limited);
            return true;
        }, cancellation);
        if (!Version.TryParse(opened.OfferedVersion, out var offered))
        {
            throw new InfrastructureException(
                $"What answers at {Context} is not a Docker Engine: its answer to "
                + $"{EngineFault.FirstRequest} has no Api-Version. Check DOCKER_HOST and the Docker context.");
        }

        return offered < Oldest
            ? throw new InfrastructureException(
                $"The Docker Engine at {Context} speaks API {offered}; {Oldest} (Docker 20.10) or newer is needed. Update it, or choose another engine.")
            : opened.Client(offered < Newest ? offered : Newest);
    }
}
