using System.Collections.Concurrent;
using System.Net.Sockets;
using Harness.Platform.Docker;

namespace Harness.EngineTests.CommandLine;

/// <summary>A Unix socket in front of the real engine, which stops when it is told to: an engine that dies in the middle.</summary>
internal sealed class EngineProxy : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> connections = [];
    private readonly Task accepting;

    public EngineProxy()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"kcr-engine-{Guid.NewGuid():N}.sock");
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public string Path { get; }

    /// <summary>Cuts every connection and takes no more.</summary>
    public void Stop()
    {
        listener.Dispose();
        File.Delete(Path);
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await engine.ConnectAsync(new UnixDomainSocketEndPoint(RealSocket()));
                connections.Add(client);
                connections.Add(engine);
                _ = CopyAsync(client, engine);
                _ = CopyAsync(engine, client);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // One side is gone; the other learns it when its own copying ends.
        }
    }

    private static string RealSocket() => DockerContext.Current().Endpoint.Address;
}
