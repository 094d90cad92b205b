using System.Net.Sockets;

namespace Harness.Platform;

/// <summary>Knows what the libraries throw when a connection cannot be made or breaks off.</summary>
internal static class ConnectionFault
{
    /// <summary>
    /// Whether it says so. <see cref="HttpClient"/> wraps the faults of sockets, but not all of them: one that breaks between being
    /// connected and being looked at comes as it is (HttpConnectionPool asks a new socket for its remote address).
    /// </summary>
    public static bool Is(Exception fault) => fault is HttpRequestException or IOException or SocketException;
}

/// <summary>Gives those who expect what <see cref="HttpClient"/> documents nothing else: the fault of a socket is one of the request.</summary>
/// <param name="inner">Makes the connections.</param>
internal sealed class ConnectionFaultHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException fault)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, fault.Message, fault);
        }
    }
}
