using System.Net;
using System.Security.Cryptography;
using System.Text;
using Harness.Platform.Credentials;
using Harness.Platform.Registries;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Registries;

/// <summary>What a registry answers, and what is made of it.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RegistryClientTests
{
    private const string Password = "a \"password\"";
    private const string NotThere = """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""";
    private const string Config = """{"architecture":"amd64","os":"linux","config":{"User":"nonroot"}}""";

    private static readonly string Basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"somebody:{Password}"))}";
    private static readonly string Manifest = $$$"""{"schemaVersion":2,"config":{"digest":"{{{DigestOf(Config)}}}","size":1},"layers":[{"digest":"sha256:aa","size":5,"mediaType":"layer"}],"annotations":{"com.docker.dhi.shell":"bash"}}""";
    private static readonly string Index = $$$"""{"schemaVersion":2,"manifests":[{"digest":"{{{DigestOf(Manifest)}}}","platform":{"os":"linux","architecture":"amd64"}},{"digest":"sha256:bb","platform":{"os":"unknown","architecture":"unknown"}}]}""";

    [Test]
    public async Task An_image_is_found_through_its_index_for_the_platform()
    {
        using var server = new FakeServer(request => request.Path switch
        {
            "/v2/dhi/python/manifests/3.13" => new Answer(200, Index),
            _ when request.Path.EndsWith(DigestOf(Manifest), StringComparison.Ordinal) => new Answer(200, Manifest),
            _ when request.Path.EndsWith(DigestOf(Config), StringComparison.Ordinal) => new Answer(200, Config),
            _ => new Answer(404, NotThere),
        });
        using var client = Client(server);

        var image = (await client.FindAsync("dhi/python", "3.13", "linux/amd64", CancellationToken.None))!;

        image.Digest.ShouldBe(DigestOf(Index));
        image.ManifestDigest.ShouldBe(DigestOf(Manifest));
        image.Annotations["com.docker.dhi.shell"].ShouldBe("bash");
        image.Layers.ShouldHaveSingleItem().Size.ShouldBe(5);
        (await client.BlobDocumentAsync("dhi/python", image.ConfigDigest, CancellationToken.None))!.Value.GetProperty("os").GetString().ShouldBe("linux");
        (await Should.ThrowAsync<RegistryException>(() => client.FindAsync("dhi/python", "3.13", "linux/arm64", CancellationToken.None)))
            .Message.ShouldContain("is not there for linux/arm64, only for linux/amd64");
        server.Whole.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Test]
    public async Task What_the_registry_does_not_have_is_null_and_what_is_no_registry_is_a_fault()
    {
        using var server = new FakeServer(request => request.Path.StartsWith("/v2/gone", StringComparison.Ordinal)
            ? new Answer(404, NotThere)
            : new Answer(404, "<html>nothing here</html>"));
        using var client = Client(server);

        (await client.FindAsync("gone", "1", "linux/amd64", CancellationToken.None)).ShouldBeNull();
        (await client.TagsAsync("gone", CancellationToken.None)).ShouldBeEmpty();
        (await Should.ThrowAsync<RegistryException>(() => client.FindAsync("other", "1", "linux/amd64", CancellationToken.None)))
            .Message.ShouldContain("does not answer as a registry does: status 404");
    }

    [Test]
    public async Task Tags_are_read_to_the_last_page_and_not_from_another_host()
    {
        using var server = new FakeServer(request => request.Query.Contains("last=b", StringComparison.Ordinal)
            ? new Answer(200, """{"name":"r","tags":["c"]}""") { Headers = [("Link", "<https://elsewhere.example/v2/r/tags/list>; rel=\"next\"")] }
            : new Answer(200, """{"name":"r","tags":["a","b"]}""") { Headers = [("Link", "</v2/r/tags/list?n=1000&last=b>; rel=\"next\"")] });
        using var client = Client(server);

        (await client.TagsAsync("r", CancellationToken.None)).ShouldBe(["a", "b", "c"]);
    }

    [Test]
    public async Task A_login_goes_where_tokens_are_given_and_the_token_to_the_registry()
    {
        using var tokens = new FakeServer(request =>
            request.Headers.GetValueOrDefault("Authorization") == Basic
            && request.Query.Contains("scope=repository%3Ar%3Apull", StringComparison.Ordinal)
            && request.Query.Contains("service=the%20registry", StringComparison.Ordinal)
                ? new Answer(200, """{"token":"t0ken"}""")
                : new Answer(403));
        using var server = new FakeServer(request => request.Headers.GetValueOrDefault("Authorization") == "Bearer t0ken"
            ? new Answer(200, """{"tags":["a"]}""")
            : new Answer(401, "{}")
            {
                Headers = [("WWW-Authenticate", $"Bearer realm=\"{tokens.Address()}/token\",service=\"the registry\",scope=\"repository:r:pull\"")]
            });
        using var client = Client(server, Login);

        (await client.TagsAsync("r", CancellationToken.None)).ShouldBe(["a"]);
        (await client.TagsAsync("r", CancellationToken.None)).ShouldBe(["a"]);

        tokens.Requests.Count.ShouldBe(1);
        server.Whole.ShouldAllBe(request => request.Headers.GetValueOrDefault("Authorization") != Basic);
    }

    [Test]
    public async Task No_login_goes_along_with_a_redirection_to_another_host()
    {
        using var elsewhere = new FakeServer(_ => new Answer(200, Config));
        using var server = new FakeServer(request => request.Headers.GetValueOrDefault("Authorization") != Basic
            ? new Answer(401, "{}") { Headers = [("WWW-Authenticate", "Basic realm=\"r\"")] }
            : new Answer(307, Location: $"{elsewhere.Address()}/storage"));
        using var client = Client(server, Login);

        (await client.BlobDocumentAsync("r", DigestOf(Config), CancellationToken.None)).ShouldNotBeNull();

        elsewhere.Whole.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("Authorization");
    }

    [Test]
    public async Task Redirections_without_end_are_not_followed()
    {
        using var server = new FakeServer(request => new Answer(302, Location: $"{request.Path}x"));
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None))).Message.ShouldContain("6 redirections");
    }

    [TestCase(401, "gives the tags of r to nobody without a login: status 401 (UNAUTHORIZED authentication required), without a login")]
    [TestCase(403, "refuses the tags of r: status 403 (UNAUTHORIZED authentication required)")]
    public async Task A_refusal_is_told_in_the_registrys_words_and_not_repeated(int status, string expected)
    {
        using var server = new FakeServer(_ => new Answer(status, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""")
        {
            Headers = [("WWW-Authenticate", "Basic realm=\"r\"")]
        });
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None))).Message.ShouldContain(expected);

        server.Requests.Count.ShouldBeLessThanOrEqualTo(2);
    }

    [Test]
    public async Task A_login_that_is_not_taken_is_never_told()
    {
        using var server = new FakeServer(_ => new Answer(401, "{}") { Headers = [("WWW-Authenticate", "Basic realm=\"r\"")] });
        using var client = Client(server, Login);

        var fault = await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None));

        fault.Message.ShouldContain("does not take the login");
        fault.Message.ShouldContain("DHI_USERNAME and DHI_PASSWORD are set");
        fault.ToString().ShouldNotContain(Password);
        fault.ToString().ShouldNotContain(Basic[6..]);
    }

    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task What_passes_is_asked_again_and_told(int status)
    {
        var asked = 0;
        List<string> messages = [];
        using var server = new FakeServer(_ => Interlocked.Increment(ref asked) <= 2
            ? new Answer(status, "{}") { Headers = [("Retry-After", "1")] }
            : new Answer(200, """{"tags":["a"]}"""));
        using var client = Client(server, message: messages.Add);

        (await client.TagsAsync("r", CancellationToken.None)).ShouldBe(["a"]);

        messages.Count.ShouldBe(2);
        messages[0].ShouldContain($"status {status}; asking again in 1 s (1 of 3)");
    }

    [TestCase(429, "does not give the tags of r now: status 429, 4 times")]
    [TestCase(500, "does not give the tags of r: status 500, 4 times. The fault is the registry's")]
    public async Task What_does_not_pass_comes_to_an_end(int status, string expected)
    {
        using var server = new FakeServer(_ => new Answer(status, "{}"));
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None))).Message.ShouldContain(expected);

        server.Requests.Count.ShouldBe(4);
    }

    [Test]
    public async Task A_registry_that_asks_for_an_hour_is_not_waited_for()
    {
        using var server = new FakeServer(_ => new Answer(429, "{}") { Headers = [("Retry-After", "3600")] });
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None)))
            .Message.ShouldContain("asks to be left alone for 3600 s");

        server.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task An_answer_that_ends_early_is_asked_for_again()
    {
        var asked = 0;
        using var server = new FakeServer(_ => Interlocked.Increment(ref asked) == 1
            ? new Answer(200, """{"tags":["a"]}""", CutAfter: 5)
            : new Answer(200, """{"tags":["a"]}"""));
        using var client = Client(server);

        (await client.TagsAsync("r", CancellationToken.None)).ShouldBe(["a"]);
    }

    [Test]
    public async Task An_answer_that_always_ends_early_is_a_fault()
    {
        using var server = new FakeServer(_ => new Answer(200, """{"tags":["a"]}""", CutAfter: 5));
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None)))
            .Message.ShouldContain("did not send the tags of r to its end, 4 times");
    }

    [Test]
    public async Task Bytes_that_are_not_those_of_the_digest_are_not_used()
    {
        using var server = new FakeServer(_ => new Answer(200, Manifest));
        using var client = Client(server);
        var other = DigestOf("other");

        (await Should.ThrowAsync<RegistryException>(() => client.FindAsync("r", other, "linux/amd64", CancellationToken.None)))
            .Message.ShouldContain($"expected {other}, and the bytes have {DigestOf(Manifest)}");
        (await Should.ThrowAsync<RegistryException>(() => client.BlobDocumentAsync("r", other, CancellationToken.None)))
            .Message.ShouldContain("is not what its digest says");
    }

    [Test]
    public async Task A_digest_that_the_registry_tells_wrongly_is_noticed()
    {
        using var server = new FakeServer(_ => new Answer(200, Manifest) { Headers = [("Docker-Content-Digest", DigestOf("other"))] });
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.FindAsync("r", "1", "linux/amd64", CancellationToken.None)))
            .Message.ShouldContain("is not what its digest says");
    }

    [Test]
    public async Task A_certificate_that_is_not_trusted_is_named_and_nothing_was_sent()
    {
        using var authority = new TestAuthority("nobody knows it");
        using var certificate = authority.IssueFor(IPAddress.Loopback);
        using var server = new FakeServer(_ => new Answer(200, "{}"), certificate);
        using var client = Client(server, Login);

        var message = (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None))).Message;

        message.ShouldContain($"The certificate of the registry 127.0.0.1:{server.Port} is not trusted: no authority that this machine trusts has signed it");
        message.ShouldContain("SSL_CERT_FILE");
        server.Whole.ShouldBeEmpty();
    }

    [Test]
    public async Task A_page_that_is_no_answer_of_a_registry_is_told_as_such()
    {
        using var server = new FakeServer(_ => new Answer(200, "<html>Please log in</html>"));
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None)))
            .Message.ShouldContain("a proxy's or login page before it?");
    }

    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("""{"tags":5,"manifests":5}""")]
    [TestCase("""{"tags":[5],"manifests":[5]}""")]
    [TestCase("""{"config":{},"layers":{}}""")]
    public async Task A_document_of_another_form_is_told_as_such(string document)
    {
        using var server = new FakeServer(_ => new Answer(200, document));
        using var client = Client(server);

        (await Should.ThrowAsync<RegistryException>(() => client.TagsAsync("r", CancellationToken.None))).Message
            .ShouldContain("does not answer as a registry does: expected a list of tags");
        (await Should.ThrowAsync<RegistryException>(() => client.FindAsync("r", "1", "linux/amd64", CancellationToken.None))).Status
            .ShouldBe(ExitStatus.Infrastructure);
    }

    [Test]
    public async Task A_sender_that_falls_silent_is_a_broken_connection()
    {
        await using var stream = new PatientStream(new SilentStream(), TimeSpan.FromMilliseconds(1));

        (await Should.ThrowAsync<IOException>(() => stream.ReadAsync(new byte[1]).AsTask())).Message.ShouldStartWith("nothing more of the answer came");
    }

    [Test]
    public async Task Nobody_listening_is_an_infrastructure_fault()
    {
        var server = new FakeServer(_ => new Answer(200));
        var host = $"127.0.0.1:{server.Port}";
        server.Dispose();
        using var client = new RegistryClient(host, Search(_ => null), _ => { });

        var fault = await Should.ThrowAsync<InfrastructureException>(() => client.TagsAsync("r", CancellationToken.None));

        fault.Status.ShouldBe(ExitStatus.Infrastructure);
        fault.Message.ShouldContain($"The registry {host} cannot be asked");
    }

    [Test]
    public async Task A_cancellation_ends_the_wait()
    {
        using var server = new FakeServer(_ => new Answer(503, "{}") { Headers = [("Retry-After", "20")] });
        using var cancellation = new CancellationTokenSource();
        using var client = Client(server, message: _ => cancellation.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(() => client.TagsAsync("r", cancellation.Token));
    }

    [TestCase("dhi.io/python:3.13", "dhi.io", "python", "3.13", null)]
    [TestCase("127.0.0.1:5000/a/b", "127.0.0.1:5000", "a/b", "latest", null)]
    [TestCase("localhost/a:1@sha256:ab", "localhost", "a", "1", "sha256:ab")]
    [TestCase("someone/a@sha256:ab", "docker.io", "someone/a", null, "sha256:ab")]
    public void A_reference_is_taken_apart(string reference, string host, string repository, string? tag, string? digest) =>
        RemoteReference.Parse(reference).ShouldBe(new RemoteReference(host, repository, tag, digest));

    private static string DigestOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string? Login(string variable) => variable switch { "DHI_USERNAME" => "somebody", "DHI_PASSWORD" => Password, _ => null };

    private static Func<CancellationToken, Task<CredentialAnswer>> Search(Func<string, string?> environment) =>
        token => new CredentialSearch(name => name == "DOCKER_CONFIG" ? "/nowhere" : environment(name), new FakeProcesses()).FindAsync("r", token);

    // The clock is the system's, with pauses of no length: what is waited for is what a test looks at.
    private static RegistryClient Client(FakeServer server, Func<string, string?>? environment = null, Action<string>? message = null) =>
        new($"127.0.0.1:{server.Port}", Search(environment ?? (_ => null)), message ?? (_ => { }), new HurriedClock());

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
