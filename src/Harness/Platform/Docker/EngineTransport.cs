using System.IO.Pipes;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Platform.Docker;

/// <summary>Makes the HTTP client that reaches an engine, whatever lies between.</summary>
internal static class EngineTransport
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(15);

    public static HttpClient Connect(DockerContext context)
    {
        var endpoint = context.Endpoint;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectDeadline,
            UseCookies = false,
            // The docker command lets the environment's proxy stand between only for TCP.
            UseProxy = endpoint.Kind == EndpointKind.Tcp,
        };
        switch (endpoint.Kind)
        {
            case EndpointKind.Unix:
                handler.ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    try
                    {
                        await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.Address), cancellation);
                        return new NetworkStream(socket, ownsSocket: true);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }
                };
                break;
            case EndpointKind.NamedPipe:
                handler.ConnectCallback = async (_, cancellation) =>
                {
                    var pipe = new NamedPipeClientStream(".", endpoint.Address, PipeDirection.InOut, PipeOptions.Asynchronous);
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
                };
                break;
            case EndpointKind.Ssh:
                handler.ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(DialStream.Start(endpoint));
                break;
            case EndpointKind.Tcp when context.Tls is { } tls:
                handler.SslOptions = TlsOptions(tls);
                break;
            case EndpointKind.Tcp:
                break;
        }

        var scheme = context.Tls is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        return new HttpClient(handler)
        {
            // Other kinds than TCP have no host that HTTP could name.
            BaseAddress = endpoint.Kind == EndpointKind.Tcp
                ? new UriBuilder(scheme, endpoint.Address, endpoint.Port).Uri
                : new Uri("http://docker"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    private static SslClientAuthenticationOptions TlsOptions(DockerTls tls)
    {
        var options = new SslClientAuthenticationOptions();
        try
        {
            if (tls.Certificate is not null)
            {
                // Taken over through PKCS#12, because Windows does not use a key that lives in memory only.
                using var pem = X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key);
                options.ClientCertificates = [X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null)];
            }

            if (!tls.Verify)
            {
#pragma warning disable CA5359 // The context says SkipTLSVerify, or DOCKER_TLS is set without DOCKER_TLS_VERIFY.
                options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
            }
            else if (tls.Authority is not null)
            {
                var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                policy.CustomTrustStore.ImportFromPemFile(tls.Authority);
                options.CertificateChainPolicy = policy;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException(
                $"The TLS files of the Docker Engine ({string.Join(", ", new[] { tls.Authority, tls.Certificate, tls.Key }.OfType<string>())}) "
                + $"cannot be used: {fault.Message}",
                fault);
        }

        return options;
    }
}
