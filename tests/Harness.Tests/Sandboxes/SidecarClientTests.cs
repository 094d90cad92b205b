using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.Sandboxes;

[Parallelizable(ParallelScope.All)]
public sealed class SidecarClientTests
{
    private static readonly ExecuteRequest Request = new("print(1)", Timeout: 1);

    [Test]
    public async Task An_answer_without_our_own_fields_is_understood()
    {
        var answer = await AskAsync(
            "200 OK", """{"exit_code":0,"stdout":"hi","stderr":"","execution_time_ms":5}""", client => client.ExecuteAsync(Request, CancellationToken.None));

        answer.ShouldBe(new ExecuteResponse(0, "hi", "", 5));
    }

    [Test]
    public async Task A_refusal_carries_status_and_words()
    {
        var fault = await RefusalAsync("503 Service Unavailable", """{"error":"main was not found"}""");

        (fault.StatusCode, fault.Message).ShouldBe((503, "main was not found"));
    }

    [Test]
    public async Task Another_sidecars_own_format_is_passed_on_as_text()
    {
        (await RefusalAsync("400 Bad Request", """{"detail":"no"}""")).Message.ShouldBe("""{"detail":"no"}""");
        (await RefusalAsync("500 Internal Server Error", "oh")).Message.ShouldBe("oh");
        (await RefusalAsync("502 Bad Gateway", "")).Message.ShouldBe("status 502 without words");
    }

    [Test]
    public async Task An_answer_that_is_not_the_contracts_is_a_breach_of_it() =>
        (await RefusalAsync("200 OK", "<html>")).Message.ShouldContain("is not what the contract says");

    [Test]
    public async Task An_answer_that_is_too_long_is_a_breach_of_the_contract_and_is_not_read()
    {
        var fault = await Should.ThrowAsync<SidecarException>(() => AskAsync(
            "500 Internal Server Error", "", client => client.ExecuteAsync(Request, CancellationToken.None), claimed: SidecarClient.LongestAnswer + 1L));

        (fault.StatusCode, fault.Message[..75]).ShouldBe((502, "The sidecar's answer is larger than anything that the contract asks for: ex"));
        fault.Message.ShouldContain("expected at most 67108864 bytes");
    }

    [Test]
    public async Task Not_ready_is_told_in_the_sidecars_words() =>
        (await AskAsync("503 Service Unavailable", """{"error":"two mains"}""", client => client.ReadyAsync(CancellationToken.None))).ShouldBe("two mains");

    [Test]
    public async Task What_is_not_set_is_not_sent()
    {
        const string answer = """{"exit_code":0,"stdout":"","stderr":"","execution_time_ms":5}""";
        List<string> bodies = [];

        await AskAsync("200 OK", answer, client => client.ExecuteAsync(new ExecuteRequest("print(1)"), CancellationToken.None), body: bodies.Add);
        await AskAsync("200 OK", answer, client => client.ExecuteAsync(new ExecuteRequest("", 3, "/mnt/data/a"), CancellationToken.None), body: bodies.Add);

        bodies.ShouldBe(["""{"code":"print(1)"}""", """{"code":"","timeout":3,"working_dir":"/mnt/data/a"}"""]);
    }

    [Test]
    public async Task The_token_goes_where_a_sidecar_gets_it()
    {
        var token = SidecarToken.Create();
        List<string> direct = [];
        List<string> proxied = [];

        await AskAsync("200 OK", "{}", client => client.ReadyAsync(CancellationToken.None), token: token, header: direct.Add);
        await AskAsync("200 OK", "{}", client => client.ReadyAsync(CancellationToken.None), token: token, proxied: true, header: proxied.Add);

        direct.ShouldContain($"Authorization: Bearer {token.Value}");
        proxied.ShouldContain($"X-Sidecar-Token: {token.Value}");
        proxied.ShouldNotContain(line => line.StartsWith("Authorization", StringComparison.Ordinal));
    }

    private static async Task<SidecarException> RefusalAsync(string status, string body) =>
        await Should.ThrowAsync<SidecarException>(() => AskAsync(status, body, client => client.ExecuteAsync(Request, CancellationToken.None)));

    /// <summary>One exchange with a sidecar that gives this answer to whatever it is asked.</summary>
    private static async Task<T> AskAsync<T>(
        string status, string answer, Func<SidecarClient, Task<T>> ask, long? claimed = null, Action<string>? body = null,
        SidecarToken? token = null, bool proxied = false, Action<string>? header = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync();
        var address = new UriBuilder("http", "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).Uri;
        using var client = new SidecarClient(address, transport: null, token, proxied);
        try
        {
            return await ask(client);
        }
        finally
        {
            await serving;
        }

        async Task ServeAsync()
        {
            using var connection = await listener.AcceptTcpClientAsync();
            await using var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var (asked, length) = (await reader.ReadLineAsync() ?? "", 0);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                header?.Invoke(line);
                length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                    ? int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)
                    : length;
            }

            if (asked.StartsWith("POST", StringComparison.Ordinal))
            {
                length.ShouldBePositive("a body in chunks is more than some sidecars take");
                var characters = new char[length];
                await reader.ReadBlockAsync(characters);
                body?.Invoke(new string(characters));
            }

            var bytes = Encoding.UTF8.GetBytes(answer);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {claimed ?? bytes.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(bytes);
        }
    }
}
