using System.Net;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// Tells what stands between from the pod itself: an answer of the API server or of kubectl's proxy, instead of the
/// pod's own, is a fault of the way there.
/// </summary>
/// <param name="context">The context, for words.</param>
/// <param name="inner">The way.</param>
internal sealed class PodTransport(string context, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    /// <exception cref="HttpRequestException">The pod was not reached.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode < 400)
        {
            return answer;
        }

        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (KubernetesFault.IsTransport(answer.StatusCode, type, text))
        {
            answer.Dispose();
            throw new HttpRequestException(KubernetesFault.Unreachable(context, "a request to a pod", text).Message, null, HttpStatusCode.BadGateway);
        }

        if (KubernetesApi.ApiStatusOf(type, text) is { } status)
        {
            answer.Dispose();
            throw new HttpRequestException($"the API server says: {status.Message}", null, (HttpStatusCode)(status.Code ?? 500));
        }

        return answer;
    }
}
