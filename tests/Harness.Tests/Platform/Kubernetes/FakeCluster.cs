using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Docker;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>An API server that answers as a test says, in the place of kubectl and its proxy.</summary>
/// <param name="respond">Method and path, without the query, to answer.</param>
internal sealed class FakeCluster(Func<string, Answer> respond) : IProcessRunner
{
    private const string Context = "tested";

    /// <summary>Every request as <c>METHOD /path</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public async Task<KubernetesApi> ConnectAsync() =>
        await KubernetesApi.ConnectAsync(await KubectlCommand.ChooseAsync(this, "/files", Context, _ => { }, CancellationToken.None), CancellationToken.None);

    public async Task<ProcessResult> RunAsync(
        ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default)
    {
        const string option = "--unix-socket=";
        if (command.Arguments.FirstOrDefault(argument => argument.StartsWith(option, StringComparison.Ordinal)) is not { } socket)
        {
            return new ProcessResult(0, Context, "");
        }

        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket[option.Length..]));
        listener.Listen();
        onOutput!("Starting to serve");
        while (true)
        {
            _ = AnswerAsync(await listener.AcceptAsync(cancellation));
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var asked = (await reader.ReadLineAsync() ?? "").Split(' ', '?');
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header[15..], CultureInfo.InvariantCulture) : length;
        }

        if (length > 0)
        {
            // Reading nothing would still wait for the next byte.
            await reader.ReadBlockAsync(new char[length]);
        }

        Requests.Enqueue($"{asked[0]} {asked[1]}");
        var answer = asked[1] == "/version" ? new Answer(200, "{}") : respond($"{asked[0]} {asked[1]}");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {answer.Status} Status\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\nConnection: close\r\n\r\n{answer.Body}")));
    }
}
