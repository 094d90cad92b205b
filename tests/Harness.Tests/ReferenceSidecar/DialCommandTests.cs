using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar.Networking;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class DialCommandTests
{
    [Test]
    public async Task What_is_given_is_sent_and_what_comes_back_is_printed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener);
        using var output = new MemoryStream();

        var status = await DialCommand.RunAsync(Port(listener), Base64("GET / HTTP/1.1\r\n\r\n"), token: null, output, TextWriter.Null);

        status.ShouldBe(0);
        (await serving).ShouldBe("GET / HTTP/1.1\r\n\r\n");
        Encoding.UTF8.GetString(output.ToArray()).ShouldBe("Grüße");
    }

    [Test]
    public async Task The_token_is_added_here_and_not_among_the_arguments()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener);

        (await DialCommand.RunAsync(Port(listener), Base64("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "word", Stream.Null, TextWriter.Null)).ShouldBe(0);

        (await serving).ShouldBe("GET / HTTP/1.1\r\nAuthorization: Bearer word\r\nHost: x\r\n\r\n");
    }

    [Test]
    public async Task A_port_where_nobody_listens_is_named()
    {
        string port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = Port(listener);
        }

        var errors = new StringWriter();
        (await DialCommand.RunAsync(port, "", token: null, Stream.Null, errors)).ShouldBe(1);
        errors.ToString().ShouldStartWith($"Port {port}: ");
    }

    [TestCase("http", "")]
    [TestCase("8080", "*")]
    public async Task Wrong_arguments_show_the_usage(string port, string bytes)
    {
        var errors = new StringWriter();
        (await DialCommand.RunAsync(port, bytes, token: null, Stream.Null, errors)).ShouldBe(2);
        errors.ToString().ShouldStartWith("Usage: sidecar dial");
    }

    private static async Task<string> ServeAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[100];
        var received = "";
        while (!received.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            received += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        await stream.WriteAsync("Grüße"u8.ToArray());
        return received;
    }

    private static string Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
