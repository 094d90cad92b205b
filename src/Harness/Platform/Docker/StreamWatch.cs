namespace Harness.Platform.Docker;

/// <summary>Puts an <see cref="EngineStream"/> below what the library makes of one call's answer.</summary>
/// <param name="context">The engine.</param>
/// <param name="request">The call, for messages.</param>
/// <param name="idle">How long the engine may be silent.</param>
/// <param name="shared">The handler of all calls, which goes on when this call is over.</param>
internal sealed class StreamWatch(DockerContext context, string request, TimeSpan idle, HttpMessageHandler shared) : HttpMessageHandler
{
    private readonly HttpMessageInvoker inner = new(shared, disposeHandler: false);

    /// <summary>The stream of the last answer.</summary>
    public EngineStream? Stream { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var response = await inner.SendAsync(message, cancellationToken);
        if ((int)response.StatusCode < 300)
        {
            var content = response.Content;
            Stream = new EngineStream(context, request, await content.ReadAsStreamAsync(cancellationToken), idle);
            response.Content = new WatchedContent(Stream, content);
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
