using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Harness.EngineTests.Kubernetes;

/// <summary>
/// A port in front of the real API server, with a kubeconfig of its own: an API server that stops, comes back or says
/// nothing more, while the real one serves everybody else. TLS passes through; the certificate is good for any port.
/// </summary>
internal sealed class ApiServerProxy : IAsyncDisposable
{
    private const int RealPort = 16443;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kcr-api-");
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> connections = [];
    private readonly Task accepting;
    private volatile bool stopped;
    private volatile bool silent;
    private int refused;

    private ApiServerProxy()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The variables with which the command takes this way.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["KUBECONFIG"] = Kubeconfig };

    /// <summary>How many connections have been refused since it stopped.</summary>
    public int Refused => Volatile.Read(ref refused);

    private string Kubeconfig => Path.Combine(directory.FullName, "kubeconfig");

    /// <param name="change">What else is different in the kubeconfig.</param>
    public static async Task<ApiServerProxy> StartAsync(Func<string, string>? change = null)
    {
        var proxy = new ApiServerProxy();
        var port = ((IPEndPoint)proxy.listener.LocalEndpoint).Port;
        var text = (await File.ReadAllTextAsync(RealCluster.Kubeconfig)).Replace(
            RealPort.ToString(CultureInfo.InvariantCulture), port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await File.WriteAllTextAsync(proxy.Kubeconfig, change is null ? text : change(text));
        return proxy;
    }

    /// <summary>Cuts every connection and refuses new ones.</summary>
    public void Stop()
    {
        stopped = true;
        Cut();
    }

    /// <summary>Serves again.</summary>
    public void Resume() => stopped = false;

    /// <summary>Takes connections, and not a byte passes any more.</summary>
    public void FallSilent() => silent = true;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
        directory.Delete(recursive: true);
    }

    private void Cut()
    {
        while (connections.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync();
            }
            catch (Exception fault) when (fault is SocketException or InvalidOperationException)
            {
                // The test is over.
                return;
            }

            await ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        connections.Add(client);
        connections.Add(server);
        try
        {
            if (stopped)
            {
                client.LingerState = new LingerOption(true, 0);
                Interlocked.Increment(ref refused);
                Cut();
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, RealPort);
            _ = CopyAsync(client, server);
            _ = CopyAsync(server, client);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It was cut meanwhile, or the real one refuses: the end of this connection, not of those to come.
            client.Dispose();
            server.Dispose();
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                if (!silent)
                {
                    await to.SendAsync(buffer.AsMemory(0, count));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // One side is gone; the other learns it when its own copying ends.
        }
    }
}
