using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Harness.Platform.Processes;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// What the harness needs of a cluster's API server. Every call has a deadline; a watch has none. An API server that goes
/// away is waited for with whatever can be asked twice: all such calls together for as long as <see cref="Outage"/> says.
/// </summary>
public sealed class KubernetesApi : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private readonly KubectlCommand kubectl;
    private readonly ApiProxy proxy;
    private readonly HttpClient http;
    private readonly PodExec exec;
    private readonly Outage outage = new(TimeProvider.System);

    private volatile bool execsByKubectl;

    private KubernetesApi(KubectlCommand kubectl)
    {
        this.kubectl = kubectl;
        proxy = new ApiProxy(kubectl);
        // The proxy answers to no other host's name.
        http = new HttpClient(Handler()) { BaseAddress = new Uri("http://localhost"), Timeout = Timeout.InfiniteTimeSpan };
        exec = new PodExec(kubectl.Context, http);
    }

    /// <summary>The context of the kubeconfig that names the cluster.</summary>
    public string Context => kubectl.Context;

    /// <summary>Opens the way to the API server and sees that it answers.</summary>
    /// <param name="kubectl">kubectl, bound to a context.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">It does not answer, or refuses.</exception>
    public static async Task<KubernetesApi> ConnectAsync(KubectlCommand kubectl, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(kubectl);
        var api = new KubernetesApi(kubectl);
        try
        {
            using var answer = await api.SendOnceAsync(HttpMethod.Get, "/version", null, FirstDeadline, cancellation);
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await proxy.DisposeAsync();
    }

    internal async Task<NamespaceDetails?> FindNamespaceAsync(string name, CancellationToken cancellation) =>
        await FindAsync($"/api/v1/namespaces/{name}", KubernetesJson.Default.NamespaceDetails, cancellation);

    internal async Task CreateNamespaceAsync(JsonObject manifest, CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Post, "/api/v1/namespaces", manifest, Deadline, cancellation)).Dispose();

    internal Task<bool> DeleteNamespaceAsync(string name, CancellationToken cancellation) =>
        DeleteAsync($"/api/v1/namespaces/{name}", null, cancellation);

    internal async Task<IReadOnlyList<NamespaceDetails>> NamespacesAsync(string labels, CancellationToken cancellation) =>
        (await GetAsync($"/api/v1/namespaces?labelSelector={Uri.EscapeDataString(labels)}", KubernetesJson.Default.NamespaceList, cancellation)).Items ?? [];

    /// <summary>Waits until the namespace has the service account without which no pod is admitted to it.</summary>
    internal async Task AwaitServiceAccountAsync(string namespaceName, CancellationToken cancellation)
    {
        var request = $"/api/v1/namespaces/{namespaceName}/serviceaccounts?watch=true&fieldSelector=metadata.name%3Ddefault";
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Deadline);
        try
        {
            while (true)
            {
                // What is there already comes first.
                await foreach (var change in WatchAsync(request, limited.Token))
                {
                    if (change.Type == "ADDED")
                    {
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfrastructureException(
                $"The namespace {namespaceName} has no service account 'default' after {Deadline.TotalSeconds:0} s, and without it no pod is admitted. "
                + "The cluster's controller manager makes it: is it running?");
        }
    }

    internal async Task<Pod> CreatePodAsync(string namespaceName, JsonObject manifest, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{namespaceName}/pods", manifest, Deadline, cancellation);
        return await ReadAsync(answer, KubernetesJson.Default.Pod, cancellation);
    }

    /// <summary>The pod as the API server stores it; null when there is none.</summary>
    internal async Task<JsonObject?> FindPodAsync(string namespaceName, string name, CancellationToken cancellation)
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Get, PodPath(namespaceName, name), null, Deadline, cancellation);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!.AsObject();
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes a pod; false when there is none. It goes once its containers have ended and the kubelet has told so.</summary>
    /// <param name="namespaceName">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="graceSeconds">How long its containers get between SIGTERM and SIGKILL, 1 or more.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<bool> DeletePodAsync(string namespaceName, string name, int graceSeconds, CancellationToken cancellation) =>
        DeleteAsync(PodPath(namespaceName, name), new JsonObject { ["gracePeriodSeconds"] = graceSeconds }, cancellation);

    /// <summary>Takes a pod out of the API server's store at once, whatever its containers do.</summary>
    internal Task<bool> ForgetPodAsync(string namespaceName, string name, CancellationToken cancellation) =>
        DeleteAsync(PodPath(namespaceName, name), new JsonObject { ["gracePeriodSeconds"] = 0 }, cancellation);

    /// <summary>The pods that carry the labels.</summary>
    /// <param name="namespaceName">The namespace; null for all of them.</param>
    /// <param name="labels">A label selector.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<PodPage> PodsAsync(string? namespaceName, string labels, CancellationToken cancellation) =>
        GetAsync($"{Pods(namespaceName)}?labelSelector={Uri.EscapeDataString(labels)}", KubernetesJson.Default.PodPage, cancellation);

    /// <summary>What happens to the pods that carry the labels, until the API server ends the watch.</summary>
    internal IAsyncEnumerable<WatchEvent> WatchPodsAsync(
        string? namespaceName, string labels, string resourceVersion, CancellationToken cancellation) =>
        WatchAsync(
            $"{Pods(namespaceName)}?watch=true&allowWatchBookmarks=true&resourceVersion={resourceVersion}&labelSelector={Uri.EscapeDataString(labels)}",
            cancellation);

    internal async Task<IReadOnlyList<PodEvent>> EventsAsync(string namespaceName, string pod, CancellationToken cancellation) =>
        (await GetAsync(
            $"/api/v1/namespaces/{namespaceName}/events?fieldSelector={Uri.EscapeDataString($"involvedObject.name={pod}")}",
            KubernetesJson.Default.EventList,
            cancellation)).Items ?? [];

    internal async Task<string> LogAsync(string namespaceName, string pod, string container, int lines, CancellationToken cancellation)
    {
        var request = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{PodPath(namespaceName, pod)}/log?container={container}&tailLines={lines}");
        using var answer = await SendAsync(HttpMethod.Get, request, null, Deadline, cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    internal async Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellation) =>
        (await GetAsync("/api/v1/nodes", KubernetesJson.Default.NodeList, cancellation)).Items ?? [];

    internal async Task CreateSecretAsync(string namespaceName, JsonObject manifest, CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Post, Secrets(namespaceName), manifest, Deadline, cancellation)).Dispose();

    /// <summary>Deletes a secret; false when there is none.</summary>
    internal Task<bool> DeleteSecretAsync(string namespaceName, string name, CancellationToken cancellation) =>
        DeleteAsync($"{Secrets(namespaceName)}/{name}", null, cancellation);

    /// <summary>The secrets of all namespaces that carry the labels, without their content.</summary>
    internal async Task<IReadOnlyList<MetadataItem>> SecretsAsync(string labels, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            HttpMethod.Get, $"{Secrets(null)}?labelSelector={Uri.EscapeDataString(labels)}", null, Deadline, cancellation, MetadataOnly);
        return (await ReadAsync(answer, KubernetesJson.Default.MetadataList, cancellation)).Items ?? [];
    }

    /// <summary>Where a port of a pod is reached, through the API server.</summary>
    internal static Uri PodPort(string namespaceName, string pod, int port) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://localhost{Pods(namespaceName)}/http:{pod}:{port}/proxy/"));

    /// <summary>The transport to <see cref="PodPort"/>; the caller disposes of it.</summary>
    internal HttpMessageHandler PodTransport() => new PodTransport(Context, Handler());

    /// <summary>
    /// Runs a program in a container to its end: over the way that is open already, or with <c>kubectl exec</c> where that
    /// does not go through. A WebSocket is opened by GET, which not everybody may who may POST, and not every proxy passes
    /// one on.
    /// </summary>
    internal async Task<ProcessResult> ExecAsync(
        string namespaceName, string pod, string container, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        if (!execsByKubectl && await exec.RunAsync(PodPath(namespaceName, pod), container, argv, cancellation) is { } ended)
        {
            return ended;
        }

        var result = await kubectl.RunAsync(["--namespace", namespaceName, "exec", pod, "--container", container, "--", .. argv], cancellation);
        execsByKubectl |= result.Succeeded;
        return result;
    }

    private static string Pods(string? namespaceName) => namespaceName is null ? "/api/v1/pods" : $"/api/v1/namespaces/{namespaceName}/pods";

    private static string Secrets(string? namespaceName) =>
        namespaceName is null ? "/api/v1/secrets" : $"/api/v1/namespaces/{namespaceName}/secrets";

    private static string PodPath(string namespaceName, string name) => $"{Pods(namespaceName)}/{name}";

    private SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = proxy.ConnectAsync,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, Deadline, cancellation);
        return await ReadAsync(answer, type, cancellation);
    }

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await GetAsync(path, type, cancellation);
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<bool> DeleteAsync(string path, JsonObject? options, CancellationToken cancellation)
    {
        try
        {
            (await SendAsync(HttpMethod.Delete, path, options, Deadline, cancellation)).Dispose();
            return true;
        }
        catch (KubernetesException fault) when (fault.HttpStatus is HttpStatusCode.NotFound
            // It is going away already.
            or HttpStatusCode.Conflict)
        {
            return fault.HttpStatus == HttpStatusCode.Conflict;
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        return Parse(await answer.Content.ReadAsStringAsync(cancellation), type, answer);
    }

    private T Parse<T>(string text, JsonTypeInfo<T> type, HttpResponseMessage answer)
    {
        var request = answer.RequestMessage?.RequestUri?.AbsolutePath;
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InfrastructureException($"The API server of context {Context} answered {request} with something else than its API says: {fault.Message}", fault);
        }
    }

    private async IAsyncEnumerable<WatchEvent> WatchAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, Timeout.InfiniteTimeSpan, cancellation);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        while (await NextAsync(reader) is { } line)
        {
            yield return Parse(line, KubernetesJson.Default.WatchEvent, answer);
        }

        async Task<string?> NextAsync(StreamReader lines)
        {
            try
            {
                return await lines.ReadLineAsync(cancellation);
            }
            catch (IOException)
            {
                // The way to the API server broke, which for a watch is an end like any other.
                return null;
            }
        }
    }

    /// <summary>Sends a request, again while the API server is away if it can be asked twice; what comes back has been accepted.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, JsonObject? body, TimeSpan deadline, CancellationToken cancellation, string? accept = null)
    {
        while (true)
        {
            try
            {
                return await SendOnceAsync(method, path, body, deadline, cancellation, accept);
            }
            catch (InfrastructureException fault) when (method != HttpMethod.Post && KubernetesFault.MayPass(fault) && outage.IsWorthWaiting())
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, string path, JsonObject? body, TimeSpan deadline, CancellationToken cancellation, string? accept = null)
    {
        var what = $"{method} {path.Split('?')[0]}";
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
            {
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            }

            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }

            var answer = await http.SendAsync(
                request, deadline == Timeout.InfiniteTimeSpan ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead, limited.Token);
            if (answer.IsSuccessStatusCode)
            {
                outage.Ended();
                return answer;
            }

            using (answer)
            {
                var fault = await FaultAsync(answer, what, limited.Token);
                if (!KubernetesFault.MayPass(fault))
                {
                    outage.Ended();
                }

                throw fault;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw KubernetesFault.Late(Context, what, deadline);
        }
        catch (HttpRequestException fault)
        {
            throw fault.InnerException as InfrastructureException
                ?? KubernetesFault.Unreachable(Context, what, fault.InnerException?.Message ?? fault.Message, fault);
        }
    }

    private async Task<InfrastructureException> FaultAsync(HttpResponseMessage answer, string what, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (KubernetesFault.IsTransport(answer.StatusCode, type, text))
        {
            return KubernetesFault.Unreachable(Context, what, text);
        }

        var words = ApiStatusOf(type, text)?.Message ?? (text.Length == 0 ? answer.ReasonPhrase ?? "" : text.Trim());
        return KubernetesFault.Refused(Context, answer.StatusCode, words, what);
    }

    /// <summary>What the API server itself says; null when the answer is somebody else's.</summary>
    internal static ApiStatus? ApiStatusOf(string? mediaType, string text)
    {
        if (mediaType != "application/json")
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, KubernetesJson.Default.ApiStatus) is { Kind: "Status", ApiVersion: "v1" } status ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
