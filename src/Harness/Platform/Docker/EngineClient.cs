using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Harness.Platform.Docker;

/// <summary>
/// The Docker Engine API, as much of it as the harness needs. Every call has a deadline and takes a cancellation; an
/// engine that is not there, stops or refuses is an <see cref="InfrastructureException"/> with its own words.
/// </summary>
public sealed class EngineClient : IImageArchive, IDisposable
{
    // What this client was written against, and the oldest version that has all it uses (Docker 20.10).
    private static readonly Version Newest = new(1, 47);
    private static readonly Version Oldest = new(1, 41);

    // A look-up takes milliseconds; starting and removing wait for the kernel and the network, on a busy machine long.
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(120);

    private const long OutputLimit = 64 << 20;

    private readonly HttpClient http;
    private readonly SemaphoreSlim negotiating = new(1, 1);
    private volatile string? prefix;

    /// <summary>Prepares a client; the first call connects.</summary>
    /// <param name="context">The engine.</param>
    public EngineClient(DockerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        http = EngineTransport.Connect(context);
    }

    /// <summary>The engine that is talked to.</summary>
    public DockerContext Context { get; }

    /// <summary>What the engine says of itself.</summary>
    public Task<EngineVersion> VersionAsync(CancellationToken cancellation) =>
        GetAsync("/version", EngineJson.Default.EngineVersion, cancellation);

    /// <summary>What the engine says of its machine.</summary>
    public Task<EngineInfo> InfoAsync(CancellationToken cancellation) =>
        GetAsync("/info", EngineJson.Default.EngineInfo, cancellation);

    /// <summary>Looks up an image.</summary>
    /// <param name="image">A reference or an image id.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The image; null when the engine does not have it.</returns>
    public Task<ImageDetails?> FindImageAsync(string image, CancellationToken cancellation) =>
        FindAsync($"/images/{Escaped(image)}/json", EngineJson.Default.ImageDetails, cancellation);

    /// <inheritdoc />
    public async Task<Stream> OpenAsync(string digest, CancellationToken cancellation)
    {
        var path = $"/images/{Escaped(digest)}/get";
        return await StreamAsync(HttpMethod.Get, path, null, Slow, cancellation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        http.Dispose();
        negotiating.Dispose();
    }

    /// <summary>Gives an image a further name.</summary>
    internal Task TagImageAsync(string image, string repository, string tag, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"/images/{Escaped(image)}/tag?repo={Uri.EscapeDataString(repository)}&tag={tag}", null, Quick, cancellation);

    /// <summary>Takes a name away from an image; an image without any other goes with it. False when there is none.</summary>
    internal Task<bool> UntagImageAsync(string reference, CancellationToken cancellation) =>
        TryAsync(HttpMethod.Delete, $"/images/{Escaped(reference)}?noprune=true", cancellation);

    internal async Task<string> CreateContainerAsync(string name, CreateContainer container, CancellationToken cancellation) =>
        (await PostAsync(
            $"/containers/create?name={Uri.EscapeDataString(name)}",
            Json(container, EngineJson.Default.CreateContainer),
            EngineJson.Default.CreatedContainer,
            Slow,
            cancellation)).Id;

    internal Task StartContainerAsync(string id, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"/containers/{Escaped(id)}/start", null, Slow, cancellation);

    internal Task<ContainerDetails?> FindContainerAsync(string id, CancellationToken cancellation) =>
        FindAsync($"/containers/{Escaped(id)}/json", EngineJson.Default.ContainerDetails, cancellation);

    /// <summary>Waits until a container does not run, however long that takes, or until it is removed.</summary>
    internal async Task<WaitResult> WaitContainerAsync(string id, string condition, CancellationToken cancellation) =>
        await PostAsync(
            $"/containers/{Escaped(id)}/wait?condition={condition}", null, EngineJson.Default.WaitResult, Timeout.InfiniteTimeSpan, cancellation);

    internal Task KillContainerAsync(string id, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"/containers/{Escaped(id)}/kill", null, Quick, cancellation);

    /// <summary>Removes a container, running or not, with its anonymous volumes. False when there is none.</summary>
    internal async Task<bool> RemoveContainerAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, $"/containers/{Escaped(id)}?force=true&v=true", null, Slow, cancellation);
            return true;
        }
        catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.Conflict)
        {
            // Somebody else is removing it. It is gone when that is done.
            return await WaitUntilRemovedAsync(id, cancellation);
        }
    }

    internal Task<IReadOnlyList<ContainerSummary>> ContainersAsync(string label, CancellationToken cancellation) =>
        GetAsync($"/containers/json?all=true&filters={LabelFilter(label)}", EngineJson.Default.IReadOnlyListContainerSummary, cancellation);

    /// <summary>The last lines that a container wrote.</summary>
    internal async Task<MultiplexedOutput> LogsAsync(string id, int? lines, CancellationToken cancellation)
    {
        var tail = lines?.ToString(CultureInfo.InvariantCulture) ?? "all";
        await using var stream = await StreamAsync(
            HttpMethod.Get, $"/containers/{Escaped(id)}/logs?stdout=true&stderr=true&tail={tail}", null, Quick, cancellation);
        return await MultiplexedStream.ReadAsync(stream, OutputLimit, cancellation);
    }

    /// <summary>Runs a process in a container and reads what it writes until it ends.</summary>
    /// <param name="id">The container.</param>
    /// <param name="argv">The process's argument vector.</param>
    /// <param name="deadline">The longest silence.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<(MultiplexedOutput Output, int ExitCode)> ExecAsync(
        string id, IReadOnlyList<string> argv, TimeSpan deadline, CancellationToken cancellation)
    {
        var exec = await CreateExecAsync(id, new CreateExec(argv, AttachStdout: true, AttachStderr: true), cancellation);
        MultiplexedOutput output;
        await using (var stream = await StreamAsync(
            HttpMethod.Post,
            $"/exec/{exec}/start",
            Json(new StartExec(Detach: false, Tty: false), EngineJson.Default.StartExec),
            deadline,
            cancellation))
        {
            output = await MultiplexedStream.ReadAsync(stream, OutputLimit, cancellation);
        }

        var details = await GetAsync($"/exec/{exec}/json", EngineJson.Default.ExecDetails, cancellation);
        return (output, details.ExitCode ?? throw new InfrastructureException(
            $"The Docker Engine at {Context} closed the output of `{string.Join(' ', argv)}` while it was still running."));
    }

    /// <summary>Starts a process in a container and leaves it running.</summary>
    internal async Task StartExecAsync(string id, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        var exec = await CreateExecAsync(id, new CreateExec(argv, AttachStdout: false, AttachStderr: false), cancellation);
        await SendAsync(
            HttpMethod.Post,
            $"/exec/{exec}/start",
            Json(new StartExec(Detach: true, Tty: false), EngineJson.Default.StartExec),
            Slow,
            cancellation);
    }

    internal Task CreateVolumeAsync(CreateVolume volume, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "/volumes/create", Json(volume, EngineJson.Default.CreateVolume), Quick, cancellation);

    /// <summary>Removes a volume. False when there is none.</summary>
    internal Task<bool> RemoveVolumeAsync(string name, CancellationToken cancellation) =>
        TryAsync(HttpMethod.Delete, $"/volumes/{Escaped(name)}", cancellation);

    internal async Task<IReadOnlyList<VolumeSummary>> VolumesAsync(string label, CancellationToken cancellation) =>
        (await GetAsync($"/volumes?filters={LabelFilter(label)}", EngineJson.Default.VolumeList, cancellation)).Volumes ?? [];

    internal Task<IReadOnlyList<NetworkSummary>> NetworksAsync(string label, CancellationToken cancellation) =>
        GetAsync($"/networks?filters={LabelFilter(label)}", EngineJson.Default.IReadOnlyListNetworkSummary, cancellation);

    /// <summary>Removes a network. False when there is none.</summary>
    internal Task<bool> RemoveNetworkAsync(string id, CancellationToken cancellation) =>
        TryAsync(HttpMethod.Delete, $"/networks/{Escaped(id)}", cancellation);

    private static string Escaped(string name) =>
        string.Join('/', name.Split('/').Select(part => Uri.EscapeDataString(part).Replace("%3A", ":", StringComparison.Ordinal)));

    private static string LabelFilter(string label) =>
        Uri.EscapeDataString(JsonSerializer.Serialize(
            new Dictionary<string, IReadOnlyList<string>> { ["label"] = [label] }, EngineJson.Default.Filters));

    private static ByteArrayContent Json<T>(T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string Words(string method, string path) => $"{method} {path.Split('?')[0]}";

    private async Task<string> CreateExecAsync(string id, CreateExec exec, CancellationToken cancellation) =>
        (await PostAsync(
            $"/containers/{Escaped(id)}/exec", Json(exec, EngineJson.Default.CreateExec), EngineJson.Default.CreatedExec, Quick, cancellation)).Id;

    private async Task<bool> WaitUntilRemovedAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await PostAsync($"/containers/{Escaped(id)}/wait?condition=removed", null, EngineJson.Default.WaitResult, Slow, cancellation);
        }
        catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            // It was gone before the question arrived.
        }

        return true;
    }

    private async Task<bool> TryAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(method, path, null, Slow, cancellation);
            return true;
        }
        catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await GetAsync(path, type, cancellation);
        }
        catch (EngineException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        Parsed(await SendAsync(HttpMethod.Get, path, null, Quick, cancellation), type, Words("GET", path));

    private async Task<T> PostAsync<T>(
        string path, HttpContent? body, JsonTypeInfo<T> type, TimeSpan deadline, CancellationToken cancellation) =>
        Parsed(await SendAsync(HttpMethod.Post, path, body, deadline, cancellation), type, Words("POST", path));

    private T Parsed<T>(byte[] body, JsonTypeInfo<T> type, string request)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InfrastructureException(
                $"The Docker Engine at {Context} answered {request} with something else than the Engine API's JSON: {fault.Message}", fault);
        }
    }

    private async Task<byte[]> SendAsync(HttpMethod method, string path, HttpContent? body, TimeSpan deadline, CancellationToken cancellation)
    {
        var version = await VersionPrefixAsync(cancellation);
        var request = Words(method.Method, path);
        return await GuardAsync(request, deadline, async limited =>
        {
            using var response = await ExchangeAsync(method, version + path, body, HttpCompletionOption.ResponseContentRead, request, limited);
            return await response.Content.ReadAsByteArrayAsync(limited);
        }, cancellation);
    }

    private async Task<Stream> StreamAsync(HttpMethod method, string path, HttpContent? body, TimeSpan idle, CancellationToken cancellation)
    {
        var version = await VersionPrefixAsync(cancellation);
        var request = Words(method.Method, path);
        return await GuardAsync(request, idle, async limited =>
        {
            var response = await ExchangeAsync(method, version + path, body, HttpCompletionOption.ResponseHeadersRead, request, limited);
            return new EngineStream(Context, request, response, await response.Content.ReadAsStreamAsync(limited), idle);
        }, cancellation);
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        HttpMethod method, string path, HttpContent? body, HttpCompletionOption completion, string request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(method, path) { Content = body };
        var response = await http.SendAsync(message, completion, cancellation);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellation);
            throw new EngineException(response.StatusCode, Message(text) ?? response.ReasonPhrase ?? "no reason given", request);
        }
    }

    private static string? Message(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EngineJson.Default.EngineError)?.Message;
        }
        catch (JsonException)
        {
            // Not the engine's own format: what it says is in the text itself.
            return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        }
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
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw EngineFault.Lost(Context, request, fault);
        }
    }

    private async Task<string> VersionPrefixAsync(CancellationToken cancellation)
    {
        if (prefix is { } known)
        {
            return known;
        }

        await negotiating.WaitAsync(cancellation);
        try
        {
            return prefix ??= await NegotiateAsync(cancellation);
        }
        finally
        {
            negotiating.Release();
        }
    }

    private async Task<string> NegotiateAsync(CancellationToken cancellation)
    {
        const string request = "GET /_ping";
        var header = await GuardAsync(request, Quick, async limited =>
        {
            using var response = await ExchangeAsync(HttpMethod.Get, "/_ping", null, HttpCompletionOption.ResponseContentRead, request, limited);
            return response.Headers.TryGetValues("Api-Version", out var values) ? values.First() : null;
        }, cancellation);
        if (!Version.TryParse(header, out var offered))
        {
            throw new InfrastructureException(
                $"What answers at {Context} is not a Docker Engine: its answer to {request} has no Api-Version. Check DOCKER_HOST and the Docker context.");
        }

        return offered < Oldest
            ? throw new InfrastructureException(
                $"The Docker Engine at {Context} speaks API {offered}; {Oldest} (Docker 20.10) or newer is needed. Update it, or choose another engine.")
            : $"/v{(offered < Newest ? offered : Newest)}";
    }
}
