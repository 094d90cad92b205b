using System.Net;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// Tells what stands between from the pod itself: an answer of the API server, or none, instead of the pod's own, is a
/// fault of the way there.
/// </summary>
/// <param name="context">The context, for words.</param>
/// <param name="inner">The way.</param>
internal sealed class PodTransport(string context, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // API servers before 1.22 say it in plain text.
    private const string NotReached = "error trying to reach service";

    /// <inheritdoc />
    /// <exception cref="HttpRequestException">The pod was not reached.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            var words = KubernetesFault.Unreachable(context, "a request to a pod", fault.InnerException?.Message ?? fault.Message).Message;
            throw new HttpRequestException(words, fault, HttpStatusCode.BadGateway);
        }

        if ((int)answer.StatusCode < 400)
        {
            return answer;
        }

        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType;
        var (said, status) = ApiServerHandler.StatusOf(type, text) is { } told
            ? (told.Message, told.Code ?? 500)
            : (text.StartsWith(NotReached, StringComparison.OrdinalIgnoreCase) ? text.Trim() : null, (int)answer.StatusCode);
        if (said is null)
        {
            return answer;
        }

        answer.Dispose();
        throw new HttpRequestException($"the API server says: {said}", null, (HttpStatusCode)status);
    }
}
