using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Platform.Processes;
using k8s;
using k8s.Models;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// What the harness needs of a cluster's API server, through the client. What is created is posted as the JSON document
/// that it was rendered as, and a pod that is to be compared is read as one: the client's types would leave out what
/// they do not know.
/// </summary>
public sealed class KubernetesApi : IAsyncDisposable
{
    // Who keeps no logs to himself may write lines of any length.
    private const int LogLimit = 1 << 20;

    private static readonly Dictionary<string, IReadOnlyList<string>> MetadataOnly =
        new() { ["Accept"] = ["application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"] };

    private readonly ClusterConnection connection;
    private readonly PodExec exec;

    private KubernetesApi(ClusterConnection connection)
    {
        this.connection = connection;
        exec = new PodExec(connection.Context, connection.Client);
    }

    /// <summary>The context of the kubeconfig that names the cluster.</summary>
    public string Context => connection.Context;

    /// <summary>Tells each thing once that the API server warns of from now on, in its words.</summary>
    /// <param name="listener">Takes them; on any thread.</param>
    public void TellWarnings(Action<string> listener) => connection.Warnings.Listener = listener;

    private ICoreV1Operations Core => connection.Client.CoreV1;

    private ICustomObjectsOperations Documents => connection.Client.CustomObjects;

    /// <summary>Opens the way to the API server and sees that it answers.</summary>
    /// <param name="context">The context of the kubeconfig.</param>
    /// <param name="processes">Starts the program that gives a credential, where the kubeconfig names one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">There is no credential, it does not answer, or refuses.</exception>
    public static async Task<KubernetesApi> ConnectAsync(ClusterContext context, IProcessRunner processes, CancellationToken cancellation)
    {
        var api = new KubernetesApi(new ClusterConnection(context, processes));
        try
        {
            await api.connection.PrepareAsync(cancellation);
            await api.AskAsync("/version", () => api.connection.Client.Version.GetCodeAsync(cancellation));
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    internal Task<V1Namespace?> FindNamespaceAsync(string name, CancellationToken cancellation) =>
        FindAsync($"/api/v1/namespaces/{name}", () => Core.ReadNamespaceAsync(name, cancellationToken: cancellation));

    internal Task CreateNamespaceAsync(JsonObject manifest, CancellationToken cancellation) =>
        AskAsync(
            "/api/v1/namespaces",
            () => Documents.CreateClusterCustomObjectAsync<JsonElement>(manifest, "", "v1", "namespaces", cancellationToken: cancellation));

    internal Task<bool> DeleteNamespaceAsync(string name, CancellationToken cancellation) => DeleteAsync(
        $"/api/v1/namespaces/{name}",
        () => Documents.DeleteClusterCustomObjectAsync<JsonElement>("", "v1", "namespaces", name, cancellationToken: cancellation));

    internal async Task<IReadOnlyList<V1Namespace>> NamespacesAsync(string labels, CancellationToken cancellation) =>
        [.. (await AskAsync("/api/v1/namespaces", () => Core.ListNamespaceAsync(labelSelector: labels, cancellationToken: cancellation))).Items ?? []];

    /// <summary>Waits until the namespace has the service account without which no pod is admitted to it.</summary>
    internal async Task AwaitServiceAccountAsync(string namespaceName, CancellationToken cancellation)
    {
        var request = $"api/v1/namespaces/{namespaceName}/serviceaccounts?watch=true&fieldSelector=metadata.name%3Ddefault";
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(ApiServerHandler.Deadline);
        try
        {
            while (true)
            {
                // What is there already comes first.
                await foreach (var (change, _) in WatchAsync<V1ServiceAccount>(request, limited.Token))
                {
                    if (change == WatchEventType.Added)
                    {
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfrastructureException(
                $"The namespace {namespaceName} has no service account 'default' after "
                + $"{ApiServerHandler.Deadline.TotalSeconds:0} s, and without it no pod is admitted. "
                + "The cluster's controller manager makes it: is it running?");
        }
    }

    internal Task<V1Pod> CreatePodAsync(string namespaceName, JsonObject manifest, CancellationToken cancellation) => AskAsync(
        Pods(namespaceName),
        () => Documents.CreateNamespacedCustomObjectAsync<V1Pod>(manifest, "", "v1", namespaceName, "pods", cancellationToken: cancellation));

    /// <summary>The pod as the API server stores it; null when there is none.</summary>
    internal Task<JsonObject?> FindPodAsync(string namespaceName, string name, CancellationToken cancellation) => FindAsync(
        $"{Pods(namespaceName)}/{name}", () => Documents.GetNamespacedCustomObjectAsync<JsonObject>("", "v1", namespaceName, "pods", name, cancellation));

    /// <summary>Deletes a pod; false when there is none. It goes once its containers have ended and the kubelet has told so.</summary>
    /// <param name="namespaceName">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="graceSeconds">How long its containers get between SIGTERM and SIGKILL, 1 or more.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<bool> DeletePodAsync(string namespaceName, string name, int graceSeconds, CancellationToken cancellation) =>
        DeleteNamespacedAsync(namespaceName, "pods", name, cancellation, new V1DeleteOptions { GracePeriodSeconds = graceSeconds });

    /// <summary>Takes a pod out of the API server's store at once, whatever its containers do.</summary>
    internal Task<bool> ForgetPodAsync(string namespaceName, string name, CancellationToken cancellation) =>
        DeleteNamespacedAsync(namespaceName, "pods", name, cancellation, new V1DeleteOptions { GracePeriodSeconds = 0 });

    /// <summary>The pods that carry the labels.</summary>
    /// <param name="namespaceName">The namespace; null for all of them.</param>
    /// <param name="labels">A label selector.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<V1PodList> PodsAsync(string? namespaceName, string labels, CancellationToken cancellation) => AskAsync(
        Pods(namespaceName),
        () => namespaceName is null
            ? Core.ListPodForAllNamespacesAsync(labelSelector: labels, cancellationToken: cancellation)
            : Core.ListNamespacedPodAsync(namespaceName, labelSelector: labels, cancellationToken: cancellation));

    /// <summary>
    /// What happens to the pods that carry the labels, until the API server ends the watch: an event of the kind
    /// <see cref="WatchEventType.Error"/>, which has no pod, says that the version is too old for one, and all is to be listed again.
    /// </summary>
    internal IAsyncEnumerable<(WatchEventType Type, V1Pod? Pod)> WatchPodsAsync(
        string? namespaceName, string labels, string resourceVersion, CancellationToken cancellation) =>
        WatchAsync<V1Pod>(
            $"{Pods(namespaceName)[1..]}?watch=true&allowWatchBookmarks=true&resourceVersion={resourceVersion}&labelSelector={Uri.EscapeDataString(labels)}",
            cancellation);

    internal async Task<IReadOnlyList<Corev1Event>> EventsAsync(string namespaceName, string pod, CancellationToken cancellation) =>
        [.. (await AskAsync(
            $"/api/v1/namespaces/{namespaceName}/events",
            () => Core.ListNamespacedEventAsync(namespaceName, fieldSelector: $"involvedObject.name={pod}", cancellationToken: cancellation))).Items ?? []];

    internal async Task<string> LogAsync(string namespaceName, string pod, string container, int lines, CancellationToken cancellation)
    {
        await using var log = await Core.ReadNamespacedPodLogAsync(
            pod, namespaceName, container: container, limitBytes: LogLimit, tailLines: lines, cancellationToken: cancellation);
        using var reader = new StreamReader(log, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    internal async Task<IReadOnlyList<V1Node>> NodesAsync(CancellationToken cancellation) =>
        [.. (await AskAsync("/api/v1/nodes", () => Core.ListNodeAsync(cancellationToken: cancellation))).Items ?? []];

    internal Task CreateSecretAsync(string namespaceName, JsonObject manifest, CancellationToken cancellation) => AskAsync(
        $"/api/v1/namespaces/{namespaceName}/secrets",
        () => Documents.CreateNamespacedCustomObjectAsync<JsonElement>(manifest, "", "v1", namespaceName, "secrets", cancellationToken: cancellation));

    /// <summary>The type of a secret; null when there is none. Its content is read and thrown away: there is no other way to learn the type.</summary>
    internal async Task<string?> FindSecretTypeAsync(string namespaceName, string name, CancellationToken cancellation)
    {
        try
        {
            using var answer = await AskAsync(
                $"/api/v1/namespaces/{namespaceName}/secrets/{name}",
                () => Core.ReadNamespacedSecretWithHttpMessagesAsync(name, namespaceName, cancellationToken: cancellation));
            return answer.Body.Type ?? "Opaque";
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes a secret; false when there is none.</summary>
    internal Task<bool> DeleteSecretAsync(string namespaceName, string name, CancellationToken cancellation) =>
        DeleteNamespacedAsync(namespaceName, "secrets", name, cancellation);

    /// <summary>The secrets of all namespaces that carry the labels, without their content.</summary>
    internal async Task<IReadOnlyList<V1ObjectMeta>> SecretsAsync(string labels, CancellationToken cancellation)
    {
        using var answer = await AskAsync(
            "/api/v1/secrets",
            () => Core.ListSecretForAllNamespacesWithHttpMessagesAsync(labelSelector: labels, customHeaders: MetadataOnly, cancellationToken: cancellation));
        return [.. (answer.Body.Items ?? []).Select(secret => secret.Metadata)];
    }

    /// <summary>Where a port of a pod is reached, through the API server.</summary>
    internal Uri PodPort(string namespaceName, string pod, int port) =>
        new(connection.Client.BaseUri, string.Create(CultureInfo.InvariantCulture, $"{Pods(namespaceName)[1..]}/http:{pod}:{port}/proxy/"));

    /// <summary>The transport to <see cref="PodPort"/>; the caller disposes of it.</summary>
    internal HttpMessageHandler PodTransport() => new PodTransport(Context, connection.Way());

    /// <summary>Runs a program in a container to its end.</summary>
    internal Task<ProcessResult> ExecAsync(
        string namespaceName, string pod, string container, IReadOnlyList<string> argv, CancellationToken cancellation) =>
        exec.RunAsync(namespaceName, pod, container, argv, cancellation);

    private static string Pods(string? namespaceName) => namespaceName is null ? "/api/v1/pods" : $"/api/v1/namespaces/{namespaceName}/pods";

    private async Task<T?> FindAsync<T>(string path, Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await AskAsync(path, ask);
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private Task<bool> DeleteNamespacedAsync(
        string namespaceName, string plural, string name, CancellationToken cancellation, V1DeleteOptions? options = null) => DeleteAsync(
        $"/api/v1/namespaces/{namespaceName}/{plural}/{name}",
        () => Documents.DeleteNamespacedCustomObjectAsync<JsonElement>("", "v1", namespaceName, plural, name, options, cancellationToken: cancellation));

    // What comes back is the thing itself, or a status: nothing is read of either.
    private async Task<bool> DeleteAsync(string path, Func<Task<JsonElement>> ask)
    {
        try
        {
            await AskAsync(path, ask);
            return true;
        }
        catch (KubernetesException fault) when (fault.HttpStatus is HttpStatusCode.NotFound
            // It is going away already.
            or HttpStatusCode.Conflict)
        {
            return fault.HttpStatus == HttpStatusCode.Conflict;
        }
    }

    private async Task<T> AskAsync<T>(string path, Func<Task<T>> ask)
    {
        try
        {
            return await ask() ?? throw new JsonException("it is null");
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>
    /// The events of a watch. The client's own way gives the first one only when the second has come to be waited for, and
    /// takes a watch that ends without any for one that cannot be read.
    /// </summary>
    private async IAsyncEnumerable<(WatchEventType Type, T? Object)> WatchAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(connection.Client.BaseUri, path)) { Version = HttpVersion.Version20 };
        using var answer = await connection.Client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        while (await NextAsync(reader) is { } line)
        {
            yield return Read(line);
        }

        async Task<string?> NextAsync(StreamReader lines)
        {
            try
            {
                return await lines.ReadLineAsync(cancellation);
            }
            catch (Exception fault) when (ConnectionFault.Is(fault))
            {
                // The way to the API server broke, which for a watch is an end like any other.
                return null;
            }
        }

        (WatchEventType Type, T? Object) Read(string line)
        {
            try
            {
                var change = JsonSerializer.Deserialize(line, WatchJson.Default.WatchLine) ?? throw new JsonException("it is null");
                var type = Enum.TryParse<WatchEventType>(change.Type, ignoreCase: true, out var known)
                    ? known
                    : throw new JsonException($"an event of the type '{change.Type}'");
                // The object of an error is a status.
                return (type, type == WatchEventType.Error || change.Object.ValueKind == JsonValueKind.Undefined
                    ? null
                    : KubernetesJson.Deserialize<T>(change.Object));
            }
            catch (Exception fault) when (fault is JsonException or FormatException)
            {
                throw Unreadable(request.RequestUri!.AbsolutePath, fault);
            }
        }
    }

    private InfrastructureException Unreadable(string path, Exception fault) =>
        new($"The API server of context {Context} answered {path} with something else than its API says: {fault.Message}", fault);
}
