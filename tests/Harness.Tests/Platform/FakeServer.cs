using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Harness.Tests.Platform.Docker;

namespace Harness.Tests.Platform;

/// <summary>An HTTP server on a port of this machine that answers as a test says.</summary>
internal class FakeServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<FakeRequest, Answer> respond;
    private readonly X509Certificate2? certificate;

    /// <param name="respond">Request to answer.</param>
    /// <param name="certificate">With which it serves TLS, and asks the client for one; null for plain text.</param>
    public FakeServer(Func<FakeRequest, Answer> respond, X509Certificate2? certificate = null)
    {
        this.respond = respond;
        this.certificate = certificate;
        listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Every request as <c>METHOD /path</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Every request whole.</summary>
    public ConcurrentQueue<FakeRequest> Whole { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Where it is, by the name that its certificate is to have.</summary>
    public string Address(string host = "127.0.0.1") =>
        string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://{host}:{Port}");

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            await using Stream stream = certificate is null ? client.GetStream() : await SecureAsync(client.GetStream());
            using var reader = new StreamReader(stream, Encoding.Latin1);
            if (await reader.ReadLineAsync() is not { } first)
            {
                return;
            }

            var asked = first.Split(' ');
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                var parts = line.Split(": ", 2);
                headers[parts[0]] = headers.TryGetValue(parts[0], out var before) ? $"{before},{parts[1]}" : parts[1];
            }

            var text = new char[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
            if (text.Length > 0)
            {
                // Reading nothing would still wait for the next byte.
                await reader.ReadBlockAsync(text);
            }

            var target = asked[1];
            var request = new FakeRequest(
                asked[0], target.Split('?')[0], target.Contains('?') ? target.Split('?', 2)[1] : "", headers, new string(text),
                ((stream as SslStream)?.RemoteCertificate as X509Certificate2)?.Subject);
            Requests.Enqueue($"{request.Method} {request.Path}");
            Whole.Enqueue(request);
            var answer = respond(request);
            var body = Encoding.UTF8.GetBytes(answer.Body);
            var more = string.Concat(
                answer.Headers.Append(("Location", answer.Location ?? ""))
                    .Where(header => header.Item2.Length > 0)
                    .Select(header => $"{header.Item1}: {header.Item2}\r\n"));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {answer.Status} Status\r\nContent-Type: application/json\r\n{more}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n")));
            await stream.WriteAsync(body.AsMemory(0, answer.CutAfter ?? body.Length));
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException or SocketException)
        {
            // The client has left, as one does that does not trust the certificate.
        }
    }

    private async Task<SslStream> SecureAsync(NetworkStream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
#pragma warning disable CA5359 // Whoever asks is to be seen, not to be trusted.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        });
        return secure;
    }
}

/// <summary>A request as it arrived.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers; several of one name with commas.</param>
/// <param name="Body">The body.</param>
/// <param name="Certificate">The subject of the client's certificate; null without one.</param>
internal sealed record FakeRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body, string? Certificate);
