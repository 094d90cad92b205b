using System.Globalization;

namespace Harness.Sandboxes;

/// <summary>
/// The way to the sidecar of a sandbox that has no network: each request is a process in the sandbox, <c>sidecar dial</c>,
/// that hands it to the sidecar's port and prints the answer.
/// </summary>
internal sealed class ExecTransport : DelegatingHandler
{
    /// <summary>The longest silence of such a process: beyond every limit that a request has.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(150);

    /// <summary>The sidecar as seen from inside, where no proxy's path stands before its own.</summary>
    public static readonly Uri Sidecar = new UriBuilder(Uri.UriSchemeHttp, "localhost", SandboxSpec.SidecarPort).Uri;

    /// <summary>Prepares; nothing runs yet.</summary>
    /// <param name="run">Runs a process in the sandbox's network until its end and returns what it printed.</param>
    /// <exception cref="IOException">From <paramref name="run"/>: the process failed.</exception>
    public ExecTransport(Func<IReadOnlyList<string>, CancellationToken, Task<byte[]>> run)
        : base(new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new ExchangeStream((request, cancellation) => run(
                [SandboxSpec.SidecarProgram, "dial", SandboxSpec.SidecarPort.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(request.Span)],
                cancellation))),
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        })
    {
    }

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The process prints until the connection ends, so each has one of its own.
        request.Headers.ConnectionClose = true;
        return base.SendAsync(request, cancellationToken);
    }
}
