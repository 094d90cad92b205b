using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Platform.Docker;

namespace Harness.Tests.Platform.Docker;

/// <summary>A TCP engine that speaks TLS as 127.0.0.1, demands a client's certificate of one authority, and answers every request alike.</summary>
internal sealed class TlsEngine : IAsyncDisposable
{
    private const string Body = """{"Version":"26","ApiVersion":"1.45","Os":"linux","Arch":"amd64"}""";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2 authority;
    private readonly Task serving;

    public TlsEngine(TestAuthority authority)
    {
        certificate = authority.IssueFor(IPAddress.Loopback);
        this.authority = authority.Certificate;
        listener.Start();
        serving = ServeAsync();
    }

    public DockerContext Context(DockerTls? tls, string host = "127.0.0.1")
    {
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new DockerContext("tls", "a test", new DockerEndpoint(EndpointKind.Tcp, $"tcp://{host}:{port}", host, port), tls);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
        certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ClientCertificateRequired = true,
                    RemoteCertificateValidationCallback = (_, given, _, _) => given?.Issuer == authority.Subject,
                }, stop.Token);
                using var reader = new StreamReader(tls, Encoding.Latin1);
                while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 })
                {
                    while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 })
                    {
                        // A header.
                    }

                    await tls.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
                }
            }
            catch (Exception fault) when (fault is IOException or AuthenticationException or OperationCanceledException)
            {
                // What the client has is what the test is about.
            }
        }
    }
}
