using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Harness.EngineTests.Services;

/// <summary>
/// A web server that answers every request with the same bytes, right or wrong, or takes requests and never answers: what
/// an index, a redirect or a broken download is to be. Builds reach it over the engine's bridge.
/// </summary>
internal sealed class HttpService : IAsyncDisposable
{
    private const int Port = 8080;

    // Reads a request up to its empty line; an answer sent before that could be lost with the connection.
    private const string Answer = """
        while IFS= read -r line && [[ ${line%$'\r'} ]]; do :; done
        [[ -e /etc/kcr/answer ]] || exec sleep infinity
        cat /etc/kcr/answer
        """;

    private readonly IContainer container;

    private HttpService(IContainer container) => this.container = container;

    /// <summary>Where builds reach it.</summary>
    public string Address => $"http://{container.IpAddress}:{Port}";

    /// <summary>Answers with a status and no body.</summary>
    public static Task<HttpService> WithStatusAsync(int status) =>
        StartAsync($"HTTP/1.1 {status} On-Purpose\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /// <summary>Answers that what is asked for is at another address.</summary>
    public static Task<HttpService> WithRedirectAsync(string location) =>
        StartAsync($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /// <summary>Promises more than it sends: a download that breaks off.</summary>
    public static Task<HttpService> WithBrokenDownloadAsync() =>
        StartAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\nthe beginning, and no more");

    /// <summary>Takes requests and never answers.</summary>
    public static Task<HttpService> SilentAsync() => StartAsync(answer: null);

    public async ValueTask DisposeAsync() => await Service.RemoveAsync(container);

    private static async Task<HttpService> StartAsync(string? answer) => new(await Service.StartAsync(builder =>
        (answer is null ? builder : builder.WithResourceMapping(Encoding.ASCII.GetBytes(answer), "/etc/kcr/answer"))
            .WithResourceMapping(Encoding.ASCII.GetBytes(Answer), "/etc/kcr/serve")
            .WithCommand("socat", $"TCP-LISTEN:{Port},fork,reuseaddr", "EXEC:bash /etc/kcr/serve")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{Port}"))));
}
