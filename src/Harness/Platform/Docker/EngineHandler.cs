using System.Net;
using Docker.DotNet;

namespace Harness.Platform.Docker;

/// <summary>What all calls of the library pass through on their way to the engine.</summary>
internal sealed class EngineHandler(SocketsHttpHandler connections) : DelegatingHandler(connections)
{
    private const long LongestRefusal = 1 << 20;

    private volatile string? offeredVersion;
    private volatile string? podmanVersion;

    /// <summary>The newest API version that the engine speaks, as its answers say; the library does not hand it on.</summary>
    public string? OfferedVersion => offeredVersion;

    /// <summary>Podman's own version, as its answers say; null from a Docker Engine.</summary>
    public string? PodmanVersion => podmanVersion;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (response.Headers.TryGetValues("Api-Version", out var versions))
            {
                offeredVersion = versions.First();
            }

            if (response.Headers.TryGetValues("Libpod-Api-Version", out var podman))
            {
                podmanVersion = podman.First();
            }

            return await CheckedAsync(response, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes a refusal's words in: the library reads them without a deadline and without a bound, and takes a redirection
    /// for success.
    /// </summary>
    private static async Task<HttpResponseMessage> CheckedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if ((int)response.StatusCode < 300 || response.StatusCode == HttpStatusCode.NotModified)
        {
            return response;
        }

        await response.Content.LoadIntoBufferAsync(LongestRefusal, cancellation);
        return (int)response.StatusCode >= 400
            ? response
            : throw new DockerApiException(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }
}
