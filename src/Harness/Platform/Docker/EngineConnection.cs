using System.IO.Pipes;
using System.Net.Sockets;
using Docker.DotNet;

namespace Harness.Platform.Docker;

/// <summary>
/// The way to an engine, whatever lies between, for the library's clients. It is the platform's own HTTP handler for
/// every kind of endpoint: the library's handler for sockets and pipes keeps no connection, takes an answer that breaks
/// off for a shorter one, and reports a missing socket in words that mislead; it has none for SSH.
/// </summary>
internal sealed class EngineConnection : IDisposable
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(15);

    private readonly EngineHandler handler;
    private readonly Uri address;

    private EngineConnection(EngineHandler handler, Uri address)
    {
        this.handler = handler;
        this.address = address;
    }

    /// <summary>What all requests pass through.</summary>
    public HttpMessageHandler Handler => handler;

    /// <summary>The newest API version that the engine speaks, once it has answered; null from what is none.</summary>
    public string? OfferedVersion => handler.OfferedVersion;

    /// <summary>Podman's version, once it has answered; null from a Docker Engine.</summary>
    public string? PodmanVersion => handler.PodmanVersion;

    /// <summary>Prepares a connection; the first request makes it.</summary>
    /// <exception cref="InfrastructureException">The TLS files cannot be used.</exception>
    public static EngineConnection To(DockerContext context)
    {
        var endpoint = context.Endpoint;
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectDeadline,
            UseCookies = false,
            // The docker command lets the environment's proxy stand between only for TCP.
            UseProxy = endpoint.Kind == EndpointKind.Tcp,
            ConnectCallback = endpoint.Kind == EndpointKind.Tcp ? null : async (_, cancellation) => await OpenAsync(endpoint, cancellation),
        };
        if (context.Tls is { } tls)
        {
            TlsCredentials.Configure(connections, tls);
        }

        var scheme = context.Tls is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        return new EngineConnection(
            new EngineHandler(connections),
            // Other kinds than TCP have no host that HTTP could name.
            endpoint.Kind == EndpointKind.Tcp ? new UriBuilder(scheme, endpoint.Address, endpoint.Port).Uri : new Uri("http://docker"));
    }

    /// <summary>A client of the library.</summary>
    /// <param name="version">The API version that it speaks; null for none, as in the first request.</param>
    /// <param name="through">A handler of this client's own before those of all; null for none.</param>
    public DockerClient Client(Version? version, HttpMessageHandler? through = null) =>
        new DockerClientBuilder<HttpMessageHandler>(new HandlerFactory(), through ?? handler)
            .WithEndpoint(address)
            .WithApiVersion(version)
            // Deadlines are each call's own.
            .WithTimeout(Timeout.InfiniteTimeSpan)
            .Build();

    public void Dispose() => handler.Dispose();

    private static async Task<Stream> OpenAsync(DockerEndpoint endpoint, CancellationToken cancellation) => endpoint.Kind switch
    {
        EndpointKind.Unix => await OpenSocketAsync(endpoint.Address, cancellation),
        EndpointKind.NamedPipe => await OpenPipeAsync(endpoint.Address, cancellation),
        EndpointKind.Ssh => DialStream.Start(endpoint),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint), endpoint.Kind, "It has a way of its own."),
    };

    private static async Task<Stream> OpenSocketAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> OpenPipeAsync(string name, CancellationToken cancellation)
    {
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellation);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }
}
