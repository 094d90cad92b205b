using System.Net;
using System.Text;
using Harness.Platform;
using Harness.Platform.Kubernetes;
using Harness.Tests.Platform.Docker;
using k8s.KubeConfigModels;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>What a kubeconfig says of cluster and user arrives at the API server, or the message says why it cannot.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClusterConnectionTests
{
    private static readonly TestAuthority Authority = new();

    [OneTimeTearDown]
    public static void Dispose() => Authority.Dispose();

    [Test]
    public async Task A_token_is_sent() => (await AskedAsAsync(new UserSettings { Token = "abc" })).Headers["Authorization"].ShouldBe("Bearer abc");

    [Test]
    public async Task A_user_without_credentials_asks_as_nobody() => (await AskedAsAsync(new UserSettings())).Headers.Keys.ShouldNotContain("Authorization");

    [Test]
    public async Task A_name_with_a_password_is_sent() => (await AskedAsAsync(new UserSettings { UserName = "jane", Password = "pä:ss" }))
        .Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("jane:pä:ss"))}");

    [Test]
    public async Task A_token_is_read_from_its_file()
    {
        using var directory = new TemporaryDirectory("kcr-");
        var file = Path.Combine(directory.Path, "token");
        await File.WriteAllTextAsync(file, "kept\n");

        (await AskedAsAsync(new UserSettings { TokenFile = file })).Headers["Authorization"].ShouldBe("Bearer kept");
    }

    [Test]
    public async Task A_file_without_a_token_is_named() =>
        (await FaultAsync(new UserSettings { TokenFile = "/no/such/token" }))
            .ShouldContain("The token of context tested could not be read from /no/such/token");

    [Test]
    public async Task Somebody_else_is_impersonated_with_all_that_is_said_of_them()
    {
        var request = await AskedAsAsync(new UserSettings
        {
            Token = "abc",
            Impersonate = "jane",
            ImpersonateUid = "7",
            ImpersonateGroups = ["a", "b"],
            ImpersonateExtra = new Dictionary<string, List<string>> { ["example.org/scope"] = ["x", "y"] },
        });

        request.Headers["Impersonate-User"].ShouldBe("jane");
        request.Headers["Impersonate-Uid"].ShouldBe("7");
        request.Headers["Impersonate-Group"].Replace(" ", "").ShouldBe("a,b");
        request.Headers["Impersonate-Extra-example.org%2Fscope"].Replace(" ", "").ShouldBe("x,y");
    }

    [Test]
    public async Task An_OIDC_token_that_is_good_is_sent()
    {
        var token = Oidc(DateTimeOffset.UtcNow.AddHours(1));

        (await AskedAsAsync(OidcUser(token, "http://127.0.0.1:9"))).Headers["Authorization"].ShouldBe($"Bearer {token}");
    }

    [Test]
    public async Task An_OIDC_token_that_has_expired_is_renewed_with_its_issuer()
    {
        var token = Oidc(DateTimeOffset.UtcNow.AddHours(1));
        using var issuer = new FakeCluster((FakeRequest _) => new Answer(200, $$"""{"id_token":"{{token}}","refresh_token":"next","expires_in":3600}"""));

        var request = await AskedAsAsync(OidcUser(Oidc(DateTimeOffset.UtcNow.AddHours(-1)), issuer.Address()));

        request.Headers["Authorization"].ShouldBe($"Bearer {token}");
        issuer.Whole.ShouldHaveSingleItem().Body.ShouldContain("refresh_token=kept");
    }

    [Test]
    public async Task An_OIDC_token_that_cannot_be_renewed_says_to_log_in_again()
    {
        using var issuer = new FakeCluster((FakeRequest _) => new Answer(400, """{"error":"invalid_grant"}"""));

        var fault = await FaultAsync(OidcUser(Oidc(DateTimeOffset.UtcNow.AddHours(-1)), issuer.Address()));

        fault.ShouldContain("The OIDC token of context tested has expired");
        fault.ShouldContain("Log in again");
    }

    [TestCase("gcp", "gke-gcloud-auth-plugin")]
    [TestCase("azure", "kubelogin")]
    [TestCase("other", "a credential plugin (exec:)")]
    public async Task An_auth_provider_that_the_client_cannot_do_is_named_with_what_to_use_instead(string name, string instead)
    {
        var fault = await FaultAsync(new UserSettings { AuthProvider = new AuthProvider { Name = name, Config = new() { ["access-token"] = "x" } } });

        fault.ShouldContain($"auth-provider '{name}'");
        fault.ShouldContain(instead);
    }

    [Test]
    public async Task A_certificate_is_shown_to_a_server_that_the_authority_has_certified()
    {
        using var certificate = Authority.Server("api.test", IPAddress.Loopback);
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"), certificate);
        var (pem, key) = Authority.User("jane");

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address(), CertificateAuthorityData = Authority.Data },
            new UserSettings { ClientCertificateData = TestAuthority.Base64(pem), ClientKeyData = TestAuthority.Base64(key) });

        cluster.Whole.ShouldHaveSingleItem().Certificate.ShouldBe("CN=jane");
    }

    [Test]
    public async Task Certificates_are_read_from_files_where_the_kubeconfig_names_those()
    {
        using var directory = new TemporaryDirectory("kcr-");
        using var certificate = Authority.Server("api.test", IPAddress.Loopback);
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"), certificate);
        var (pem, key) = Authority.User("jane");
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "ca"), Encoding.ASCII.GetString(Convert.FromBase64String(Authority.Data)));
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "key"), key);

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address(), CertificateAuthority = Path.Combine(directory.Path, "ca") },
            new UserSettings { ClientCertificateData = TestAuthority.Base64(pem), ClientKey = Path.Combine(directory.Path, "key") });

        cluster.Whole.ShouldHaveSingleItem().Certificate.ShouldBe("CN=jane");
    }

    [TestCase("127.0.0.1", null, TestName = "A certificate for another address is refused although the authority is the right one")]
    [TestCase("localhost", null, TestName = "A certificate for another name is refused although the authority is the right one")]
    [TestCase("127.0.0.1", "other.test", TestName = "A certificate for another name than tls-server-name is refused")]
    public async Task A_certificate_for_somebody_else(string host, string? name)
    {
        using var certificate = Authority.Server("api.test");
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"), certificate);

        var fault = await FaultAsync(new ClusterSettings { Server = cluster.Address(host), CertificateAuthorityData = Authority.Data, TlsServerName = name });

        fault.ShouldContain("The API server of context tested does not answer GET /version");
        fault.ShouldContain("RemoteCertificateNameMismatch");
        cluster.Whole.ShouldBeEmpty();
    }

    [Test]
    public async Task A_certificate_is_looked_at_for_the_name_that_the_kubeconfig_says()
    {
        using var certificate = Authority.Server("api.test");
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"), certificate);

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address(), CertificateAuthorityData = Authority.Data, TlsServerName = "api.test" });

        cluster.Requests.ShouldBe(["GET /version/"]);
    }

    [Test]
    public async Task A_server_of_another_authority_is_refused_unless_it_is_not_to_be_verified()
    {
        using var other = new TestAuthority();
        using var certificate = other.Server("api.test", IPAddress.Loopback);
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"), certificate);

        (await FaultAsync(new ClusterSettings { Server = cluster.Address(), CertificateAuthorityData = Authority.Data })).ShouldContain("certificate");
        (await FaultAsync(new ClusterSettings { Server = cluster.Address() })).ShouldContain("certificate");
        await using var api = await FakeCluster.ConnectAsync(new ClusterSettings { Server = cluster.Address(), SkipTlsVerify = true });

        cluster.Requests.ShouldBe(["GET /version/"]);
    }

    [TestCase("no base64!", null)]
    [TestCase("bm8gUEVN", null)]
    [TestCase(null, "/no/such/ca.crt")]
    public async Task An_authority_that_cannot_be_read_is_said_to_be(string? data, string? file) =>
        (await FaultAsync(new ClusterSettings { Server = "https://x", CertificateAuthorityData = data, CertificateAuthority = file }))
            .ShouldContain("The context tested of the kubeconfig cannot be used");

    [TestCase(null)]
    [TestCase("no address")]
    public async Task A_server_without_an_address_is_said_to_be(string? server) =>
        (await FaultAsync(new ClusterSettings { Server = server })).ShouldContain("The context tested of the kubeconfig cannot be used");

    [Test]
    public async Task The_proxy_of_the_kubeconfig_is_the_way()
    {
        using var proxy = new FakeCluster((FakeRequest _) => new Answer(200, "{}"));

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings
            {
                Server = "http://api.invalid:1",
                ProxyUrl = proxy.Address().Replace("http://", "http://jane:secret@", StringComparison.Ordinal)
            });

        proxy.Requests.ShouldBe(["GET http://api.invalid:1/version/"]);
    }

    [TestCase("ftp://x")]
    [TestCase("somewhere")]
    public async Task A_proxy_that_cannot_be_used_is_named(string proxy)
    {
        var fault = await FaultAsync(new ClusterSettings { Server = "http://127.0.0.1:9", ProxyUrl = proxy });

        fault.ShouldContain($"the proxy '{proxy}'");
        fault.ShouldContain("socks5://");
    }

    [Test]
    public async Task A_path_of_the_server_is_kept_in_front_of_every_request()
    {
        using var cluster = new FakeCluster((FakeRequest request) =>
            new Answer(200, request.Path.EndsWith("/version/", StringComparison.Ordinal) ? "{}" : """{"items":[]}"""));
        await using var api = await FakeCluster.ConnectAsync(new ClusterSettings { Server = $"{cluster.Address()}/k8s/clusters/c-1" });

        await api.PodsAsync("space", "a=b", CancellationToken.None);

        cluster.Requests.ShouldBe(["GET /k8s/clusters/c-1/version/", "GET /k8s/clusters/c-1/api/v1/namespaces/space/pods"]);
        api.PodPort("space", "p", 8080).AbsolutePath.ShouldBe("/k8s/clusters/c-1/api/v1/namespaces/space/pods/http:p:8080/proxy/");
    }

    [TestCase("<html>")]
    [TestCase("")]
    [TestCase("null")]
    public async Task What_is_no_API_server_is_said_to_be_none(string answer)
    {
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, answer));

        (await FaultAsync(new ClusterSettings { Server = cluster.Address() }))
            .ShouldContain("The API server of context tested answered /version with something else than its API says");
    }

    [Test]
    public async Task The_ways_to_pods_carry_the_credentials_too()
    {
        using var cluster = new FakeCluster((FakeRequest request) => new Answer(200, request.Path == "/version/" ? "{}" : "pod"));
        await using var api = await FakeCluster.ConnectAsync(new ClusterSettings { Server = cluster.Address() }, new UserSettings { Token = "abc" });
        using var pod = new HttpClient(api.PodTransport()) { BaseAddress = api.PodPort("space", "p", 80) };

        (await pod.GetStringAsync("health")).ShouldBe("pod");

        cluster.Whole.Last().Headers["Authorization"].ShouldBe("Bearer abc");
    }

    [TestCase(
        503, """{"kind":"Status","apiVersion":"v1","message":"error trying to reach service: dial tcp","code":503}""",
        TestName = "An answer of the API server is no answer of the pod")]
    [TestCase(503, "Error trying to reach service: 'dial tcp'", TestName = "An answer of an older API server is no answer of the pod")]
    public async Task Not_reached(int status, string answer)
    {
        using var cluster = new FakeCluster((FakeRequest request) => request.Path == "/version/" ? new Answer(200, "{}") : new Answer(status, answer));
        await using var api = await cluster.ConnectAsync();
        using var pod = new HttpClient(api.PodTransport()) { BaseAddress = api.PodPort("space", "p", 80) };

        var fault = await Should.ThrowAsync<HttpRequestException>(() => pod.GetAsync("health"));

        fault.Message.ShouldStartWith("the API server says: ");
        fault.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Test]
    public async Task An_answer_of_the_pod_is_the_pods_whatever_its_status()
    {
        using var cluster = new FakeCluster((FakeRequest request) =>
            request.Path == "/version/" ? new Answer(200, "{}") : new Answer(503, """{"detail":"main is gone"}"""));
        await using var api = await cluster.ConnectAsync();
        using var pod = new HttpClient(api.PodTransport()) { BaseAddress = api.PodPort("space", "p", 80) };

        (await pod.GetAsync("ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<FakeRequest> AskedAsAsync(UserSettings user)
    {
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"));
        await using var api = await FakeCluster.ConnectAsync(new ClusterSettings { Server = cluster.Address() }, user);
        return cluster.Whole.ShouldHaveSingleItem();
    }

    private static Task<string> FaultAsync(UserSettings user) => FaultAsync(new ClusterSettings { Server = "http://127.0.0.1:9" }, user);

    private static async Task<string> FaultAsync(ClusterSettings cluster, UserSettings? user = null) =>
        (await Should.ThrowAsync<InfrastructureException>(() => FakeCluster.ConnectAsync(cluster, user))).Message;

    private static UserSettings OidcUser(string token, string issuer) => new()
    {
        AuthProvider = new AuthProvider
        {
            Name = "oidc",
            Config = new() { ["client-id"] = "kcr", ["idp-issuer-url"] = issuer, ["id-token"] = token, ["refresh-token"] = "kept" },
        },
    };

    private static string Oidc(DateTimeOffset expires) =>
        $"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"exp":{{expires.ToUnixTimeSeconds()}}}""")).TrimEnd('=')}.x";
}
