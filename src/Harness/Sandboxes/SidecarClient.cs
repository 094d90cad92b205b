using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Harness.Platform;
using Sidecar.Protocol;

namespace Harness.Sandboxes;

/// <summary>Speaks the sidecar's HTTP interface, ours or another's.</summary>
/// <param name="address">Where the sidecar's port is reached.</param>
/// <param name="transport">The way there, disposed of with the client; null for TCP.</param>
/// <param name="token">What the sidecar asks for; null when it asks for nothing, or gets it on the way.</param>
/// <param name="proxied">Whether the API server's proxy is on the way.</param>
internal sealed class SidecarClient(Uri address, HttpMessageHandler? transport = null, SidecarToken? token = null, bool proxied = false) : IDisposable
{
    // The limit of the contract, which counts when a request names none.
    private const int LongestExecution = 120;

    // The API server's proxy keeps Authorization for itself.
    private const string ProxiedHeader = "X-Sidecar-Token";

    /// <summary>How many bytes are read of an answer, as of what a process in a container writes: far more than the contract lets a sidecar give.</summary>
    internal const int LongestAnswer = 64 << 20;

    // What a sidecar may take beyond the program's own limit: to end it, to collect its output, to answer on a busy machine.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly HttpClient http = Create(address, transport, token, proxied);

    public Uri Address => address;

    /// <summary>Asks <c>GET /health</c> once: null when it answers, otherwise what was seen instead.</summary>
    public async Task<string?> HealthAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        try
        {
            using var response = await http.GetAsync("health", limited.Token);
            return response.IsSuccessStatusCode ? null : await WordsAsync(response, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {deadline.TotalSeconds:0} s";
        }
        catch (HttpRequestException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Asks <c>GET /ready</c>: null when ready, otherwise the words of the refusal.</summary>
    public Task<string?> ReadyAsync(CancellationToken cancellation) => ExchangeAsync(Grace, async limited =>
    {
        using var response = await http.GetAsync("ready", limited);
        return response.IsSuccessStatusCode ? null : await WordsAsync(response, limited);
    }, cancellation);

    /// <summary>Asks <c>GET /files</c>: null when it lists them, otherwise what was seen instead.</summary>
    public Task<string?> ListingFaultAsync(CancellationToken cancellation) => ExchangeAsync(Grace, async limited =>
    {
        using var response = await http.GetAsync("files", limited);
        return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}: {await WordsAsync(response, limited)}";
    }, cancellation);

    public Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation) =>
        ExchangeAsync(TimeSpan.FromSeconds(request.Timeout ?? LongestExecution) + Grace, async limited =>
        {
            // With its length: not every sidecar under test takes a body in chunks.
            using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Default.ExecuteRequest));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync("execute", body, limited);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new SidecarException((int)response.StatusCode, await WordsAsync(response, limited));
            }

            try
            {
                return await response.Content.ReadFromJsonAsync(ProtocolJson.Default.ExecuteResponse, limited)
                    ?? throw new JsonException("it is null");
            }
            catch (JsonException fault)
            {
                throw new SidecarException(
                    (int)response.StatusCode, $"The sidecar's answer to POST /execute is not what the contract says: {fault.Message}");
            }
        }, cancellation);

    /// <summary>Stores a file through <c>POST /files</c>.</summary>
    /// <returns>True; an upload gives nothing else.</returns>
    public Task<bool> UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => ExchangeAsync(Grace, async limited =>
    {
        // Made by hand: the name goes as UTF-8, as browsers send it, and with a length, for not every sidecar takes a body in chunks.
        var boundary = $"kcr-{Guid.NewGuid():N}";
        using var body = new ByteArrayContent(
        [
            .. Encoding.UTF8.GetBytes(
                $"--{boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                + $"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
            .. content.Span,
            .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"),
        ]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        using var response = await http.PostAsync("files", body, limited);
        return response.IsSuccessStatusCode
            ? true
            : throw new SidecarException((int)response.StatusCode, await WordsAsync(response, limited));
    }, cancellation);

    /// <summary>Fetches a file through <c>GET /files/{path}</c>; null when there is none.</summary>
    public Task<byte[]?> DownloadAsync(string name, CancellationToken cancellation) => ExchangeAsync(Grace, async limited =>
    {
        using var response = await http.GetAsync($"files/{Uri.EscapeDataString(name)}", limited);
        return response.StatusCode == HttpStatusCode.NotFound ? null
            : response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync(limited)
            : throw new SidecarException((int)response.StatusCode, await WordsAsync(response, limited));
    }, cancellation);

    public void Dispose() => http.Dispose();

    private static HttpClient Create(Uri address, HttpMessageHandler? transport, SidecarToken? token, bool proxied)
    {
        var http = new HttpClient(new ConnectionFaultHandler(transport ?? new SocketsHttpHandler
        {
            // The port is the sandbox's own; a proxy of the environment has no business there.
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Grace,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        }))
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        if (token is not null && proxied)
        {
            http.DefaultRequestHeaders.Add(ProxiedHeader, token.Value);
        }
        else if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        }

        return http;
    }

    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        const int longest = 2000;
        var text = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        try
        {
            text = JsonSerializer.Deserialize(text, ProtocolJson.Default.ErrorResponse)?.Error ?? text;
        }
        catch (JsonException)
        {
            // Another sidecar's own format: its text is as good.
        }

        return text.Length == 0 ? $"status {(int)response.StatusCode} without words" : text.Length > longest ? text[..longest] + " …" : text;
    }

    private static async Task<T> ExchangeAsync<T>(TimeSpan deadline, Func<CancellationToken, Task<T>> exchange, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        try
        {
            return await exchange(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SidecarException(
                (int)HttpStatusCode.GatewayTimeout,
                $"The sidecar did not answer within {deadline.TotalSeconds:0} s, the request's own limit and {Grace.TotalSeconds:0} s more.");
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new SidecarException(
                (int)HttpStatusCode.BadGateway,
                $"The sidecar's answer is larger than anything that the contract asks for: expected at most {LongestAnswer} bytes. It is not read. ("
                + $"{fault.Message})");
        }
    }
}
