using System.Net.Sockets;
using System.Text;

namespace Harness.EngineTests.Services;

/// <summary>
/// A socket at which an engine's BuildKit answers as a BuildKit daemon does: buildx's driver for builders elsewhere speaks to it. An engine
/// has its BuildKit behind a request that changes the protocol; this makes that request for each connection and hands the bytes on.
/// </summary>
internal sealed class BuilderEndpoint : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string engine;

    /// <param name="path">Where it listens.</param>
    /// <param name="engine">The engine's socket.</param>
    public BuilderEndpoint(string path, string engine)
    {
        (Path, this.engine) = (path, engine);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptAsync());
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Nobody needs it any more.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var there = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var near = new NetworkStream(client, ownsSocket: true);
        try
        {
            await there.ConnectAsync(new UnixDomainSocketEndPoint(engine));
            using var far = new NetworkStream(there);
            await far.WriteAsync(Encoding.ASCII.GetBytes("POST /grpc HTTP/1.1\r\nHost: engine\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"));
            await SkipHeadersAsync(far);
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // One of the two has gone, which the other notices by its connection.
        }
    }

    private static async Task SkipHeadersAsync(NetworkStream stream)
    {
        var seen = new StringBuilder();
        var one = new byte[1];
        while (!seen.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            seen.Append((char)one[0]);
        }
    }
}
