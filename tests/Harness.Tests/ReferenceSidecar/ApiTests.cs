using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using Sidecar;
using Sidecar.Execution;
using Sidecar.Http;
using Sidecar.Languages;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Harness.Tests.ReferenceSidecar;

/// <summary>The HTTP interface over a loopback port, with an executor that runs nothing.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ApiTests : IAsyncDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("kcr-api-").FullName;
    private readonly StubLocator locator = new();
    private readonly StubExecutor executor = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    [SetUp]
    public Task StartAsync() => StartAsync(token: null);

    private async Task StartAsync(AccessToken? token)
    {
        var options = new SidecarOptions(LanguageTable.Find("python")!, data, 8080, 120, NetworkIsolated: false) { Token = token };
        app = SidecarHost.Build(
            SidecarParts.Create(options, launcher: null) with { Locator = locator }, executor, kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Test]
    public async Task Execute_answers_in_the_contracts_names()
    {
        var response = await PostAsync("""{"code":"print(1)","timeout":5,"working_dir":"a"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"exit_code":3,"stdout":"\"Grüße\"","stderr":"e","execution_time_ms":7,"timed_out":false,"truncated":true,"out_of_memory":null}""");
        executor.Last.ShouldBe(new ExecuteRequest("print(1)", 5, "a"));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"code":"SECRET","timeout":"SECRET"}""")]
    [TestCase("""{"code":1}""")]
    [TestCase("")]
    public async Task A_body_that_is_not_the_expected_JSON_is_a_bad_request_and_not_quoted(string body)
    {
        var response = await PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = await ErrorAsync(response);
        error.ShouldContain("code");
        error.ShouldNotContain("SECRET");
    }

    [Test]
    public async Task A_missing_main_is_503_with_the_reason_on_execute_and_ready()
    {
        locator.Refusal = "main is on holiday";
        executor.Refusal = new MainUnavailableException("main is on holiday");

        foreach (var response in new[] { await PostAsync("""{"code":""}"""), await client.GetAsync("/ready") })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ErrorAsync(response)).ShouldBe("main is on holiday");
        }

        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Ready_and_healthy_say_so()
    {
        (await client.GetFromJsonAsync("/ready", ProtocolJson.Default.StatusResponse)).ShouldBe(new StatusResponse("ready"));
        (await client.GetFromJsonAsync("/health", ProtocolJson.Default.StatusResponse)).ShouldBe(new StatusResponse("healthy"));
    }

    [Test]
    public async Task A_file_goes_there_and_back()
    {
        using var form = new MultipartFormDataContent { { new StringContent("content"), "file", "sub/ü x.txt" } };
        var stored = await client.PostAsync("/files", form);

        stored.StatusCode.ShouldBe(HttpStatusCode.OK);
        var listing = (await client.GetFromJsonAsync("/files", ProtocolJson.Default.FileListing)).ShouldNotBeNull();
        listing.Files.ShouldBe([new ListedFile("sub/ü x.txt", 7)]);
        (await client.GetStringAsync("/files/sub/%C3%BC%20x.txt")).ShouldBe("content");
        (await client.DeleteAsync("/files/sub/%C3%BC%20x.txt")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/files/sub/%C3%BC%20x.txt")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("/files/../../etc/passwd")]
    [TestCase("/files/%2e%2e/%2e%2e/etc/passwd")]
    [TestCase("/files/..%2f..%2fetc%2fpasswd")]
    [TestCase("/files//etc/passwd")]
    [TestCase("/files/%2Fetc%2Fpasswd")]
    [TestCase("/files/a/..%2f../../x")]
    public async Task A_path_that_leads_out_is_403_in_any_spelling(string target)
    {
        (await RawStatusAsync("GET", target)).ShouldBe("403");
        (await RawStatusAsync("DELETE", target)).ShouldBe("403");
    }

    [Test]
    public async Task An_upload_to_a_path_outside_is_403()
    {
        using var form = new MultipartFormDataContent { { new StringContent("content"), "file", "../escaped" } };

        (await client.PostAsync("/files", form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task An_unknown_call_names_those_that_there_are()
    {
        var response = await client.GetAsync("/exec");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ErrorAsync(response)).ShouldContain("POST /execute");
        (await client.GetAsync("/execute")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [TestCase(null)]
    [TestCase("Bearer wrong")]
    [TestCase("Bearer ")]
    [TestCase("Basic right")]
    [TestCase("right")]
    public async Task Whoever_has_not_the_token_is_401_on_every_call_but_health_and_ready(string? authorization)
    {
        await RestartAsync();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        foreach (var call in (string[])["POST /execute", "GET /files", "POST /files", "GET /files/a", "DELETE /files/a", "POST /health", "GET /x"])
        {
            var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
            using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            (path, response.StatusCode).ShouldBe((path, HttpStatusCode.Unauthorized));
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            (await ErrorAsync(response)).ShouldContain("Authorization: Bearer");
        }

        (await RawStatusAsync("GET", "/files/../health")).ShouldBe("401");
        executor.Last.ShouldBeNull();
        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("Authorization", "Bearer right")]
    [TestCase("Authorization", "bearer right")]
    [TestCase("X-Sidecar-Token", "right")]
    public async Task Whoever_has_the_token_is_served(string header, string value)
    {
        await RestartAsync();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        (await PostAsync("""{"code":"print(1)"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/files")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task RestartAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await StartAsync(new AccessToken("right"));
    }

    private async Task<HttpResponseMessage> PostAsync(string body) =>
        await client.PostAsync("/execute", new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<string> ErrorAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync(ProtocolJson.Default.ErrorResponse)).ShouldNotBeNull().Error;

    /// <summary>The status of a request whose target goes over the wire as it stands; HttpClient would tidy it up.</summary>
    private async Task<string> RawStatusAsync(string method, string target)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, client.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split(' ')[1];
    }

    private sealed class StubLocator : IMainLocator
    {
        public string? Refusal { get; set; }

        public MainProcess Locate() => Refusal is null ? new MainProcess(1, []) : throw new MainUnavailableException(Refusal);
    }

    private sealed class StubExecutor : IExecutor
    {
        public Exception? Refusal { get; set; }

        public ExecuteRequest? Last { get; private set; }

        public Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation)
        {
            Last = request;
            return Refusal is null
                ? Task.FromResult(new ExecuteResponse(3, "\"Grüße\"", "e", 7, TimedOut: false, Truncated: true))
                : Task.FromException<ExecuteResponse>(Refusal);
        }
    }
}
