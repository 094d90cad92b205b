using Harness.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Docker;

/// <summary>TLS files as a context has them, against an engine that wants a client's certificate.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DockerTlsTests : IAsyncDisposable
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("kcr-tls");
    private readonly TestAuthority authority = new("good");
    private readonly TestAuthority stranger = new("stranger");
    private readonly TlsEngine engine;

    public DockerTlsTests()
    {
        engine = new TlsEngine(authority);
        authority.Write(files.FullName);
    }

    private DockerTls All => new(At("ca.pem"), At("cert.pem"), At("key.pem"), Verify: true);

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        authority.Dispose();
        stranger.Dispose();
        files.Delete(recursive: true);
    }

    [Test]
    public async Task An_engine_is_reached_with_files_that_fit()
    {
        using var client = new DockerEngine(engine.Context(All));

        (await client.VersionAsync(CancellationToken.None)).Version.ShouldBe("26");
    }

    [Test]
    public async Task An_engine_that_is_not_verified_is_reached_whoever_signed_it()
    {
        Put("ca.pem", stranger.Certificate.ExportCertificatePem());
        using var client = new DockerEngine(engine.Context(All with { Verify = false }, "localhost"));

        (await client.VersionAsync(CancellationToken.None)).Version.ShouldBe("26");
    }

    [Test]
    public async Task An_engine_that_another_authority_signed_is_not_spoken_to()
    {
        Put("ca.pem", stranger.Certificate.ExportCertificatePem());

        await ShouldHaveNoConnectionAsync(engine.Context(All));
    }

    [Test]
    public async Task An_engine_under_another_name_than_its_certificates_is_not_spoken_to() =>
        await ShouldHaveNoConnectionAsync(engine.Context(All, "localhost"));

    [Test]
    public async Task An_engine_that_wants_a_certificate_where_there_is_none_is_told_as_such() =>
        await ShouldHaveNoConnectionAsync(engine.Context(All with { Certificate = null, Key = null }));

    [Test]
    public async Task An_engine_that_does_not_know_the_clients_authority_is_told_as_such()
    {
        stranger.Write(files.FullName);
        Put("ca.pem", authority.Certificate.ExportCertificatePem());

        await ShouldHaveNoConnectionAsync(engine.Context(All));
    }

    [Test]
    public async Task An_engine_that_speaks_no_TLS_is_told_as_such()
    {
        using var plain = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        plain.Start();
        var port = ((System.Net.IPEndPoint)plain.LocalEndpoint).Port;
        var answering = AnswerPlainlyAsync(plain);

        await ShouldHaveNoConnectionAsync(new DockerContext(
            "tls", "a test", new DockerEndpoint(EndpointKind.Tcp, $"tcp://127.0.0.1:{port}", "127.0.0.1", port), All));

        await answering;
    }

    [TestCase("ca.pem", "")]
    [TestCase("ca.pem", "no certificate")]
    [TestCase("cert.pem", "no certificate")]
    [TestCase("key.pem", "no key")]
    [TestCase("key.pem", null)]
    public async Task A_file_that_holds_nothing_to_use_is_named(string name, string? content)
    {
        if (content is null)
        {
            File.Delete(At(name));
        }
        else
        {
            Put(name, content);
        }

        (await FaultAsync(engine.Context(All))).ShouldContain(At(name));
    }

    [Test]
    public async Task A_key_of_another_certificate_is_told()
    {
        var other = files.CreateSubdirectory("other").FullName;
        authority.Write(other);
        File.Copy(Path.Combine(other, "key.pem"), At("key.pem"), overwrite: true);

        var fault = await FaultAsync(engine.Context(All));

        fault.ShouldContain(At("key.pem"));
        fault.ShouldContain("cannot be used");
    }

    private static async Task ShouldHaveNoConnectionAsync(DockerContext context)
    {
        var fault = await FaultAsync(context);

        fault.ShouldContain($"No TLS connection to the Docker Engine at {context.Endpoint.Text} (context \"tls\"");
        fault.ShouldContain("ca.pem, cert.pem and key.pem");
    }

    private static async Task<string> FaultAsync(DockerContext context)
    {
        using var client = new DockerEngine(context);
        return (await Should.ThrowAsync<InfrastructureException>(() => client.VersionAsync(CancellationToken.None))).Message;
    }

    private static async Task AnswerPlainlyAsync(System.Net.Sockets.TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
    }

    private string At(string name) => Path.Combine(files.FullName, name);

    private void Put(string name, string content) => File.WriteAllText(At(name), content);
}
