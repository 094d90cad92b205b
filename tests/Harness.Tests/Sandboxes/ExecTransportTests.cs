using System.Text;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.Sandboxes;

[Parallelizable(ParallelScope.All)]
public sealed class ExecTransportTests
{
    private static readonly Uri Address = new("http://localhost:8080");

    [Test]
    public async Task A_request_is_a_process_that_is_given_it_and_prints_the_answer()
    {
        var requests = new List<string>();
        using var client = new SidecarClient(Address, new ExecTransport((argv, _) =>
        {
            argv.Take(3).ShouldBe(["/app/sidecar", "dial", "8080"]);
            requests.Add(Encoding.UTF8.GetString(Convert.FromBase64String(argv[3])));
            const string body = """{"exit_code":3,"stdout":"Grüße","stderr":"","execution_time_ms":5}""";
            return Task.FromResult(Encoding.UTF8.GetBytes(
                $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        }));

        for (var i = 0; i < 2; i++)
        {
            (await client.ExecuteAsync(new ExecuteRequest("print('✓')", 5), CancellationToken.None)).Stdout.ShouldBe("Grüße");
        }

        requests.Count.ShouldBe(2);
        requests[0].ShouldStartWith("POST /execute HTTP/1.1\r\n");
        requests[0].ShouldContain("Connection: close\r\n");
        requests[0].ShouldContain("\"timeout\":5");
    }

    [Test]
    public async Task A_process_that_fails_is_a_sidecar_that_was_not_reached()
    {
        using var client = new SidecarClient(Address, new ExecTransport((_, _) => throw new IOException("Port 8080: Connection refused")));

        var fault = await Should.ThrowAsync<HttpRequestException>(() => client.ReadyAsync(CancellationToken.None));

        fault.ToString().ShouldContain("Connection refused");
    }
}
