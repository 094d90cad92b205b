using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

public sealed class PodExecTests
{
    private const string Success = """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success"}""";

    [Test]
    public async Task Output_and_errors_are_put_together_from_all_their_messages()
    {
        var result = await RunAsync(Empty(1), Empty(2), Empty(3), Message(1, "one, "), Message(2, "alas"), Message(1, "two"), Message(3, Success));

        result.ShouldBe(new ProcessResult(0, "one, two", "alas"));
    }

    [Test]
    public async Task A_character_that_two_messages_share_is_whole()
    {
        var bytes = Encoding.UTF8.GetBytes("ü");

        var result = await RunAsync([1, bytes[0]], [1, bytes[1]], Message(3, Success));

        result.Output.ShouldBe("ü");
    }

    [Test]
    public async Task A_message_longer_than_the_buffer_is_whole()
    {
        var text = new string('x', 200_000);

        (await RunAsync(Message(1, text), Message(3, Success))).Output.ShouldBe(text);
    }

    [Test]
    public async Task A_status_other_than_0_is_the_programs_own()
    {
        var result = await RunAsync(Message(2, "no such option"), Message(3, """
            {"metadata":{},"status":"Failure","message":"command terminated with non-zero exit code","reason":"NonZeroExitCode",
             "details":{"causes":[{"reason":"ExitCode","message":"42"}]}}
            """));

        result.ShouldBe(new ProcessResult(42, "", "no such option"));
    }

    [TestCase("""{"status":"Failure","message":"executable file not found","reason":"InternalError","code":500}""", "executable file not found")]
    [TestCase("""{"status":"Failure","message":"odd","details":{"causes":[{"reason":"ExitCode","message":"0"}]}}""", "odd")]
    [TestCase("not JSON", "not JSON")]
    [TestCase("null", "null")]
    public async Task An_end_without_a_status_of_the_program_is_a_failure_with_its_words(string end, string words)
    {
        var result = await RunAsync(Message(1, "begun"), Message(3, end));

        result.ShouldBe(new ProcessResult(1, "begun", words));
    }

    [TestCase("01234567", "89x")]
    [TestCase("0123456789x", "")]
    public async Task More_than_is_read_of_a_program_is_a_fault(string first, string second)
    {
        using var server = new Server(outputLimit: 10);
        var serving = server.ServeAsync(politely: false, Message(1, first), Message(2, second));

        var fault = await Should.ThrowAsync<InfrastructureException>(() => server.Exec.RunAsync("space", "one", "main", ["true"], default));

        fault.Message.ShouldBe("A program in a pod of context tested wrote more than the 10 bytes that are read of it; its output is not used in part.");
        await ((Task)serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Test]
    public async Task As_much_as_is_read_of_a_program_is_whole()
    {
        using var server = new Server(outputLimit: 10);
        var serving = server.ServeAsync(politely: true, Message(1, "0123456789"), Message(3, """{"status":"Success"}"""));

        (await server.Exec.RunAsync("space", "one", "main", ["true"], default)).Output.ShouldBe("0123456789");
        await serving;
    }

    [TestCase(true, "The API server of context tested closed the connection to a program in pod one before it said how the program ended. alas")]
    [TestCase(false, "The API server of context tested does not answer any more about a program that it ran in pod one: the connection broke before")]
    public async Task A_connection_that_ends_before_the_status_is_a_fault(bool politely, string words)
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => RunAsync(politely, Message(1, "half"), Message(2, "alas")));

        fault.Message.ShouldStartWith(words);
    }

    [TestCase(
        403, """{"kind":"Status","apiVersion":"v1","message":"pods \"one\" is forbidden: User \"jane\" cannot get resource \"pods/exec\""}""",
        "User \"jane\" cannot get resource \"pods/exec\". The user of this context lacks the right (RBAC).")]
    [TestCase(
        404, """{"kind":"Status","apiVersion":"v1","message":"pods \"one\" not found"}""",
        "refused GET /api/v1/namespaces/space/pods/one/exec (404): pods \"one\" not found")]
    [TestCase(502, "Bad Gateway", "(502): Bad Gateway")]
    [TestCase(200, "a page", "or a proxy in front of it, opens no WebSocket to run a program in a pod")]
    public async Task What_is_refused_has_not_run_and_says_why(int status, string body, string words)
    {
        using var server = new Server();
        var serving = server.RefuseAsync(status, body);

        var fault = await Should.ThrowAsync<InfrastructureException>(() => server.Exec.RunAsync("space", "one", "main", ["true"], default));

        fault.Message.ShouldContain(words);
        await serving;
    }

    [Test]
    public async Task An_API_server_that_is_not_there_says_so()
    {
        using var server = new Server();
        server.Stop();

        var fault = await Should.ThrowAsync<InfrastructureException>(() => server.Exec.RunAsync("space", "one", "main", ["true"], default));

        fault.Message.ShouldContain("The API server of context tested does not answer GET");
    }

    [Test]
    public async Task Each_argument_arrives_as_it_is()
    {
        string[] argv = ["/bin/x", "a b&c=d", "ü/?#", "+%41", ""];
        using var server = new Server();
        var serving = server.ServeAsync(politely: true, Message(3, Success));

        await server.Exec.RunAsync("space", "one", "main", argv, default);

        var asked = await serving;
        asked.AbsolutePath.ShouldBe("/api/v1/namespaces/space/pods/one/exec");
        asked.Query[1..].Split('&').Where(part => part.StartsWith("command=", StringComparison.Ordinal))
            .Select(part => Uri.UnescapeDataString(part["command=".Length..])).ShouldBe(argv);
        asked.Query.ShouldContain("container=main");
    }

    [Test]
    public async Task Cancelling_lets_go_of_the_program()
    {
        using var server = new Server();
        using var cancellation = new CancellationTokenSource();
        var serving = server.HoldAsync();

        var running = server.Exec.RunAsync("space", "one", "main", ["sleep"], cancellation.Token);
        var held = await serving;
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        // The other end sees the connection end, without a word.
        await Should.ThrowAsync<WebSocketException>(() => held.ReceiveAsync(new byte[1], default));
        held.Dispose();
    }

    private static Task<ProcessResult> RunAsync(params byte[][] messages) => RunAsync(politely: true, messages);

    private static async Task<ProcessResult> RunAsync(bool politely, params byte[][] messages)
    {
        using var server = new Server();
        var serving = server.ServeAsync(politely, messages);
        var result = await server.Exec.RunAsync("space", "one", "main", ["true"], default);
        await serving;
        return result;
    }

    private static byte[] Empty(byte channel) => [channel];

    private static byte[] Message(byte channel, string text) => [channel, .. Encoding.UTF8.GetBytes(text)];

    /// <summary>Answers one request on this machine.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly ClusterConnection connection;

        public Server(int outputLimit = 1 << 20)
        {
            listener.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
            connection = new ClusterConnection(new ClusterContext("tested", new ClusterSettings { Server = address }), new ProcessRunner());
            Exec = new PodExec("tested", connection.Client, outputLimit);
        }

        public PodExec Exec { get; }

        public void Stop() => listener.Stop();

        public async Task<Uri> ServeAsync(bool politely, params byte[][] messages)
        {
            using var client = await listener.AcceptTcpClientAsync();
            var (socket, asked) = await UpgradeAsync(client.GetStream());
            using (socket)
            {
                foreach (var message in messages)
                {
                    await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, default);
                }

                if (politely)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                }
            }

            return asked;
        }

        public async Task RefuseAsync(int status, string body)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await HeadAsync(client.GetStream());
            var type = body.StartsWith('{') ? "application/json" : "text/plain";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status} No\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        }

        public async Task<WebSocket> HoldAsync() => (await UpgradeAsync((await listener.AcceptTcpClientAsync()).GetStream())).Socket;

        public void Dispose()
        {
            connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
            listener.Dispose();
        }

        private static async Task<(WebSocket Socket, Uri Asked)> UpgradeAsync(NetworkStream stream)
        {
            var head = await HeadAsync(stream);
            // RFC 6455, 4.2.2: the key with a fixed identifier, hashed with SHA-1, proves that the server understood.
            var key = head.Single(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase)).Split(' ')[1];
#pragma warning disable CA5350 // The protocol asks for SHA-1, and nothing is protected by it.
            var accepted = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + $"Sec-WebSocket-Accept: {accepted}\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n"));
            return (WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }), new Uri("http://localhost" + head[0].Split(' ')[1]));
        }

        private static async Task<List<string>> HeadAsync(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            List<string> lines = [];
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                lines.Add(line);
            }

            return lines;
        }
    }
}
