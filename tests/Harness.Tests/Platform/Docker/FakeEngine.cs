using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Harness.Platform.Docker;

namespace Harness.Tests.Platform.Docker;

/// <summary>What a <see cref="FakeEngine"/> does with a request.</summary>
/// <param name="Status">The HTTP status; 101 takes the connection over for the body, and closes it after that.</param>
/// <param name="Body">The body.</param>
/// <param name="CutAfter">How many bytes of the body are sent before the connection is closed; null for all.</param>
/// <param name="Silent">Whether nothing is ever sent.</param>
/// <param name="Location">Where a redirection points.</param>
internal sealed record Answer(int Status, string Body = "", int? CutAfter = null, bool Silent = false, string? Location = null)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}

/// <summary>An HTTP server on a Unix socket that answers as a test says, and stops in the middle when that says so.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kcr-fake");
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, string, Answer?> respond;
    private readonly Task serving;

    /// <summary>Starts the server.</summary>
    /// <param name="respond">Method and path (without the version) and body to answer; null closes the connection without one.</param>
    public FakeEngine(Func<string, string, Answer?> respond)
    {
        this.respond = respond;
        var path = Path.Combine(directory.FullName, "engine.sock");
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Context = new DockerContext("fake", "a test", new DockerEndpoint(EndpointKind.Unix, $"unix://{path}", path, 0), null);
        Client = new DockerEngine(Context);
        serving = ServeAsync();
    }

    public DockerContext Context { get; }

    public DockerEngine Client { get; }

    public string ApiVersion { get; init; } = "1.45";

    /// <summary>The answer to the first question.</summary>
    public Answer Ping { get; init; } = new(200, "OK");

    /// <summary>Every request as <c>METHOD /path</c>, the version included.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
        directory.Delete(recursive: true);
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptAsync(stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } line)
            {
                var (method, target) = (line.Split(' ')[0], line.Split(' ')[1]);
                var body = await BodyAsync(reader);
                Requests.Enqueue($"{method} {target}");
                var path = target.StartsWith("/v", StringComparison.Ordinal) && char.IsDigit(target[2]) ? target[target.IndexOf('/', 1)..] : target;
                var answer = path == "/_ping" ? Ping : respond($"{method} {path.Split('?')[0]}", body);
                if (answer is null)
                {
                    return;
                }

                if (answer.Silent)
                {
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }

                var bytes = Encoding.Latin1.GetBytes(answer.Body);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {answer.Status} Status\r\nApi-Version: {ApiVersion}\r\n{Framing(answer, bytes)}\r\n\r\n")), stop.Token);
                await stream.WriteAsync(bytes.AsMemory(0, answer.CutAfter ?? bytes.Length), stop.Token);
                if (answer.CutAfter is not null || answer.Status == 101)
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The test is over, or the client has gone.
        }
    }

    private static string Framing(Answer answer, byte[] body) => answer.Status == 101
        ? "Content-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp"
        : string.Concat(
            answer.Headers.Select(header => $"{header.Name}: {header.Value}\r\n")
                .Append(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"))
                .Append(answer.Location is null ? "" : $"\r\nLocation: {answer.Location}"));

    private async Task<string> BodyAsync(StreamReader reader)
    {
        var length = 0;
        while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header[15..], CultureInfo.InvariantCulture);
            }
        }

        if (length == 0)
        {
            // Reading nothing would still wait for the next byte.
            return "";
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body, stop.Token);
        return new string(body);
    }
}
