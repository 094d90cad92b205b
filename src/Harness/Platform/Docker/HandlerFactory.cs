using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging;

namespace Harness.Platform.Docker;

/// <summary>Hands a handler to the library that is there already, and to it the stream of a connection that was upgraded.</summary>
internal sealed class HandlerFactory : IDockerHandlerFactory<HttpMessageHandler>
{
    public ResolvedTransport CreateHandler(HttpMessageHandler transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        new(transportOptions, clientOptions.Endpoint);

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new NotSupportedException("A handler is always given.");

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) => Task.FromResult<WriteClosableStream>(((WatchedContent)content).Stream);
}
