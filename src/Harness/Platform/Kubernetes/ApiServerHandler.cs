using System.Text.Json;
using k8s;
using k8s.Models;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// Sends what the client asks of an API server: within a deadline, which a watch has none of, and again while the API
/// server is away if it can be asked twice: all such requests together for as long as <see cref="Outage"/> says. What
/// comes back has been accepted; everything else is a fault in words.
/// </summary>
/// <param name="context">The context, for words.</param>
/// <param name="warnings">Takes what it warns of.</param>
internal sealed class ApiServerHandler(string context, ServerWarnings? warnings = null) : DelegatingHandler
{
    private static readonly TimeSpan FirstDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Outage outage = new(TimeProvider.System);
    private volatile bool hasAnswered;

    /// <summary>How long an answer may take.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    /// <exception cref="InfrastructureException">It does not answer, or refuses.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var answer = await SendOnceAsync(request, cancellationToken);
                hasAnswered = true;
                return answer;
            }
            catch (InfrastructureException fault) when (
                hasAnswered && request.Method != HttpMethod.Post && !IsUpgrade(request) && KubernetesFault.MayPass(fault) && outage.IsWorthWaiting())
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    // A program that is run is not run twice.
    private static bool IsUpgrade(HttpRequestMessage request) => request.RequestUri!.Scheme is "ws" or "wss";

    private static bool IsWatch(HttpRequestMessage request) => request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var what = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        var deadline = IsWatch(request) ? Timeout.InfiniteTimeSpan : hasAnswered ? Deadline : FirstDeadline;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(deadline);
        HttpResponseMessage? answer = null;
        try
        {
            answer = await base.SendAsync(request, limited.Token);
            warnings?.Take(answer);
            if (IsUpgrade(request) && answer.StatusCode == System.Net.HttpStatusCode.SwitchingProtocols)
            {
                outage.Ended();
                return answer;
            }

            if (!answer.IsSuccessStatusCode)
            {
                var fault = await FaultAsync(answer, what, limited.Token);
                if (!KubernetesFault.MayPass(fault))
                {
                    outage.Ended();
                }

                throw fault;
            }

            if (!IsWatch(request))
            {
                await answer.Content.LoadIntoBufferAsync(limited.Token);
            }

            outage.Ended();
            return answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            answer?.Dispose();
            throw KubernetesFault.Late(context, what, deadline);
        }
        catch (Exception fault) when (ConnectionFault.Is(fault))
        {
            answer?.Dispose();
            throw KubernetesFault.Unreachable(context, what, fault.InnerException?.Message ?? fault.Message, fault);
        }
        catch
        {
            answer?.Dispose();
            throw;
        }
    }

    private async Task<KubernetesException> FaultAsync(HttpResponseMessage answer, string what, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var words = StatusOf(answer.Content.Headers.ContentType?.MediaType, text)?.Message ?? (text.Length == 0 ? answer.ReasonPhrase ?? "" : text.Trim());
        return KubernetesFault.Refused(context, answer.StatusCode, words, what);
    }

    /// <summary>What the API server itself says; null when the answer is somebody else's.</summary>
    internal static V1Status? StatusOf(string? mediaType, string text)
    {
        if (mediaType != "application/json")
        {
            return null;
        }

        try
        {
            return KubernetesJson.Deserialize<V1Status>(text) is { Kind: "Status", ApiVersion: "v1" } status ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
