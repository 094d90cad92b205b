using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harness.EngineTests.CommandLine;

/// <summary>A package index that answers every request with one status, or takes requests and never answers; builds reach it over the engine's bridge.</summary>
internal sealed class BadIndex : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly int? status;
    private readonly CancellationTokenSource lifetime = new();
    private readonly List<TcpClient> clients = [];
    private readonly Task serving;

    private BadIndex(IPAddress gateway, int? status)
    {
        this.status = status;
        listener = new TcpListener(gateway, 0);
        listener.Start();
        Address = $"http://{listener.LocalEndpoint}";
        serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <param name="status">The HTTP status; null never answers.</param>
    public static async Task<BadIndex> StartAsync(int? status)
    {
        var gateway = await Commands.RunAsync("docker", "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}");
        return new BadIndex(IPAddress.Parse(gateway.Trim()), status);
    }

    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync();
        listener.Stop();
        await serving;
        clients.ForEach(client => client.Dispose());
        lifetime.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(lifetime.Token);
                clients.Add(client);
                _ = AnswerAsync(client);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(lifetime.Token) is { Length: > 0 })
            {
                // Up to the empty line that ends a request.
            }

            if (status is { } code)
            {
                await client.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 {code} On-Purpose\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), lifetime.Token);
                client.Close();
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The build gave up, or the test is over.
        }
    }
}
