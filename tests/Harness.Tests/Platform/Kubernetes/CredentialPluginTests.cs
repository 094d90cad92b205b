using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Harness.Platform;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>Programs that a kubeconfig gets a credential from: real ones, run by a shell.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform(Exclude = "Win", Reason = "The plugins are shell scripts.")]
public sealed class CredentialPluginTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";

    private readonly TemporaryDirectory directory = new("kcr-");

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task Its_token_is_sent_with_every_request_and_it_is_run_once()
    {
        using var cluster = new FakeCluster((FakeRequest request) => new Answer(200, request.Path == "/version/" ? "{}" : """{"items":[]}"""));
        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address() }, new UserSettings { ExternalExecution = Plugin($"echo run >>'{Log}'; {Prints("abc")}") });

        await api.PodsAsync("space", "a=b", CancellationToken.None);

        cluster.Whole.Select(request => request.Headers["Authorization"]).ShouldBe(["Bearer abc", "Bearer abc"]);
        (await File.ReadAllLinesAsync(Log)).ShouldBe(["run"]);
    }

    [Test]
    public async Task Arguments_with_blanks_arrive_as_they_are()
    {
        string[] arguments = ["a b", "", "\"q\"", "'", "$HOME", "c\td"];

        await GiveAsync(Plugin($"""printf '%s\n' "$@" >'{Log}'; {Prints("abc")}""", arguments));

        (await File.ReadAllLinesAsync(Log)).ShouldBe(arguments);
    }

    [Test]
    public async Task It_gets_its_variables_and_is_told_that_nobody_can_answer_it()
    {
        var plugin = Plugin($"""printf '%s\n' "$MINE" "$KUBERNETES_EXEC_INFO" >'{Log}'; {Prints("abc")}""");
        plugin.EnvironmentVariables = [new Dictionary<string, string> { ["name"] = "MINE", ["value"] = "x y" }];

        await GiveAsync(plugin);

        var lines = await File.ReadAllLinesAsync(Log);
        lines[0].ShouldBe("x y");
        JsonNode.DeepEquals(
            JsonNode.Parse(lines[1]),
            JsonNode.Parse($$$"""{"apiVersion":"{{{Version}}}","kind":"ExecCredential","spec":{"interactive":false}}"""))
            .ShouldBeTrue(lines[1]);
    }

    [Test]
    public async Task It_is_told_of_the_cluster_where_the_kubeconfig_wants_that()
    {
        var plugin = Plugin($"""printf '%s\n' "$KUBERNETES_EXEC_INFO" >'{Log}'; {Prints("abc")}""");
        plugin.ProvideClusterInfo = true;
        var cluster = new ClusterSettings
        {
            Server = "https://api.test",
            CertificateAuthorityData = "Q0E=",
            PluginConfiguration = new JsonObject { ["audience"] = "x" },
        };

        await GiveAsync(plugin, cluster);

        JsonNode.Parse(await File.ReadAllTextAsync(Log))!["spec"]!["cluster"]!.ToJsonString()
            .ShouldBe("""{"server":"https://api.test","certificate-authority-data":"Q0E=","config":{"audience":"x"}}""");
    }

    [Test]
    public async Task One_that_hangs_is_ended_with_all_that_it_started_and_said_to()
    {
        var plugin = Plugin($"sleep 600 & echo $! >'{Log}'; sleep 600");

        var fault = await FaultAsync(plugin, TimeSpan.FromSeconds(1));

        fault.ShouldContain("gets the credential of context tested from a program that did not end within 1 s, and was ended");
        var child = int.Parse(await File.ReadAllTextAsync(Log), CultureInfo.InvariantCulture);
        (File.Exists($"/proc/{child}/stat") && !(await File.ReadAllTextAsync($"/proc/{child}/stat")).Contains(") Z ", StringComparison.Ordinal))
            .ShouldBeFalse();
    }

    [Test]
    public async Task One_that_hangs_is_ended_when_nobody_waits_for_it_any_more()
    {
        var plugin = new CredentialPlugin(
            "tested", Plugin($"echo $$ >'{Log}'; exec sleep 600"), new ClusterSettings(), new ProcessRunner(), TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var asked = plugin.CurrentAsync(cancellation.Token);
        while (!File.Exists(Log) || new FileInfo(Log).Length == 0)
        {
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
        await plugin.DisposeAsync();

        Directory.Exists($"/proc/{(await File.ReadAllTextAsync(Log)).Trim()}").ShouldBeFalse();
    }

    [Test]
    public async Task One_that_fails_is_told_with_its_words_and_how_to_try_it()
    {
        var fault = await FaultAsync(Plugin("echo 'token expired, log in' >&2; exit 3", "a b"));

        fault.ShouldContain("ended with status 3: token expired, log in");
        fault.ShouldContain("Try it by itself: sh -c");
        fault.ShouldEndWith("'a b'");
    }

    [TestCase("echo 'secret words'", "printed something else than an ExecCredential in JSON")]
    [TestCase("true", "printed something else than an ExecCredential in JSON")]
    [TestCase("echo null", "printed something else than an ExecCredential in JSON")]
    [TestCase("""echo '{"secret":1}'""", "printed something else than an ExecCredential in JSON")]
    [TestCase(
        """echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"secret"}}'""",
        "printed an ExecCredential of client.authentication.k8s.io/v1beta1, and the kubeconfig asks for client.authentication.k8s.io/v1")]
    [TestCase("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"}'""", "with neither a token nor a certificate and its key")]
    [TestCase(
        """echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientCertificateData":"secret","clientKeyData":"secret"}}'""",
        "printed a certificate that cannot be used with its key")]
    [TestCase(
        """echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"secret","expirationTimestamp":"soon"}}'""",
        "printed something else than an ExecCredential in JSON")]
    public async Task What_it_prints_is_not_told_only_what_is_wrong_with_it(string script, string words)
    {
        var fault = await FaultAsync(Plugin(script, asFile: true));

        fault.ShouldContain(words);
        fault.ShouldNotContain("secret");
    }

    [Test]
    public async Task One_that_is_missing_is_told_with_how_to_get_it()
    {
        var fault = await FaultAsync(new PluginSettings { Command = "kcr-no-such-plugin", ApiVersion = Version, InstallHint = "Get it from the cloud." });

        fault.ShouldContain("The kubeconfig gets the credential of context tested from a program. cannot start 'kcr-no-such-plugin'");
        fault.ShouldEndWith("Get it from the cloud.");
    }

    [Test]
    public async Task One_that_must_ask_on_a_terminal_is_refused_with_what_to_use_instead() =>
        (await FaultAsync(new PluginSettings { Command = "ask", ApiVersion = Version, InteractiveMode = "Always" }))
            .ShouldContain("says interactiveMode: Always: it must ask on a terminal, and the harness has none to give. Use a plugin");

    [TestCase("", Version, "command")]
    [TestCase("x", "", "apiVersion")]
    public async Task One_that_is_half_described_is_said_to_be(string command, string version, string missing) =>
        (await FaultAsync(new PluginSettings { Command = command, ApiVersion = version })).ShouldContain($"without {missing}");

    [Test]
    public async Task A_token_that_is_refused_is_renewed_once_and_the_request_made_again()
    {
        using var cluster = new FakeCluster((FakeRequest request) =>
            new Answer(
                request.Headers["Authorization"] == "Bearer 2" ? 200 : 401,
                request.Path == "/version/" ? "{}" : """{"kind":"Status","apiVersion":"v1","message":"Unauthorized"}"""));

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address() }, new UserSettings { ExternalExecution = Plugin(Counts()) });

        cluster.Whole.Select(request => request.Headers["Authorization"]).ShouldBe(["Bearer 1", "Bearer 2"]);
    }

    [Test]
    public async Task A_token_that_stays_refused_says_to_log_in_again()
    {
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(401, """{"kind":"Status","apiVersion":"v1","message":"Unauthorized"}"""));

        var fault = await Should.ThrowAsync<KubernetesException>(() => FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address() }, new UserSettings { ExternalExecution = Plugin(Counts()) }));

        fault.HttpStatus.ShouldBe(HttpStatusCode.Unauthorized);
        fault.Message.ShouldContain("log in again for context tested");
        cluster.Requests.Count.ShouldBe(2);
    }

    [Test]
    public async Task A_token_that_expires_is_renewed_before_the_next_request()
    {
        using var cluster = new FakeCluster((FakeRequest request) => new Answer(200, request.Path == "/version/" ? "{}" : """{"items":[]}"""));
        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address() },
            new UserSettings { ExternalExecution = Plugin(Counts(""","expirationTimestamp":"2020-01-01T00:00:00Z" """)) });

        await api.PodsAsync("space", "a=b", CancellationToken.None);

        cluster.Whole.Select(request => request.Headers["Authorization"]).Distinct().Count().ShouldBe(2);
    }

    [Test]
    public async Task Its_certificate_is_shown()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Server("api.test", IPAddress.Loopback);
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"), certificate);
        var (pem, key) = authority.User("plugged");
        var printed = new JsonObject
        {
            ["apiVersion"] = Version,
            ["kind"] = "ExecCredential",
            ["status"] = new JsonObject { ["clientCertificateData"] = pem, ["clientKeyData"] = key },
        };
        await File.WriteAllTextAsync(Log, printed.ToJsonString());

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address(), CertificateAuthorityData = authority.Data },
            new UserSettings { ExternalExecution = Plugin($"cat '{Log}'") });

        cluster.Whole.ShouldHaveSingleItem().Certificate.ShouldBe("CN=plugged");
    }

    [Test]
    public async Task A_certificate_that_is_refused_is_renewed_and_the_next_connection_has_the_new_one()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Server("api.test", IPAddress.Loopback);
        using var cluster = new FakeCluster((FakeRequest request) => new Answer(request.Certificate == "CN=user2" ? 200 : 401, "{}"), certificate);
        foreach (var run in (string[])["1", "2"])
        {
            var (pem, key) = authority.User($"user{run}");
            var printed = new JsonObject
            {
                ["apiVersion"] = Version,
                ["kind"] = "ExecCredential",
                ["status"] = new JsonObject { ["clientCertificateData"] = pem, ["clientKeyData"] = key },
            };
            await File.WriteAllTextAsync($"{Log}.{run}", printed.ToJsonString());
        }

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address(), CertificateAuthorityData = authority.Data },
            new UserSettings { ExternalExecution = Plugin($"echo >>'{Log}'; cat '{Log}.'$(grep -c '' '{Log}')") });

        cluster.Whole.Select(request => request.Certificate).ShouldBe(["CN=user1", "CN=user2"]);
    }

    [Test]
    public async Task It_is_not_run_where_there_is_a_token()
    {
        using var cluster = new FakeCluster((FakeRequest _) => new Answer(200, "{}"));

        await using var api = await FakeCluster.ConnectAsync(
            new ClusterSettings { Server = cluster.Address() }, new UserSettings { Token = "abc", ExternalExecution = Plugin($"touch '{Log}'") });

        cluster.Whole.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer abc");
        File.Exists(Log).ShouldBeFalse();
    }

    private string Log => Path.Combine(directory.Path, "log");

    private static string Prints(string token) =>
        $$$"""printf '%s\n' '{"apiVersion":"{{{Version}}}","kind":"ExecCredential","status":{"token":"{{{token}}}"} }'""";

    /// <summary>A script whose token is how many times it has been run.</summary>
    private string Counts(string more = "") =>
        $$$"""echo >>'{{{Log}}}'; printf '{"apiVersion":"{{{Version}}}","kind":"ExecCredential","status":{"token":"%s"{{{more}}} } }' "$(grep -c '' '{{{Log}}}')" """;

    private static PluginSettings Plugin(string script, params string[] arguments) =>
        new() { Command = "sh", Arguments = ["-c", script, "plugin", .. arguments], ApiVersion = Version };

    /// <summary>A script that is not in the command line, which a fault tells.</summary>
    private PluginSettings Plugin(string script, bool asFile)
    {
        asFile.ShouldBeTrue();
        var file = Path.Combine(directory.Path, "plugin");
        File.WriteAllText(file, script);
        return new PluginSettings { Command = "sh", Arguments = [file], ApiVersion = Version };
    }

    private static async Task GiveAsync(PluginSettings plugin, ClusterSettings? cluster = null)
    {
        await using var tested = new CredentialPlugin("tested", plugin, cluster ?? new ClusterSettings(), new ProcessRunner(), TimeProvider.System);
        (await tested.CurrentAsync(CancellationToken.None)).Token.ShouldBe("abc");
    }

    private static async Task<string> FaultAsync(PluginSettings plugin, TimeSpan? deadline = null)
    {
        return (await Should.ThrowAsync<InfrastructureException>(RunAsync)).Message;

        async Task RunAsync()
        {
            await using var tested = new CredentialPlugin("tested", plugin, new ClusterSettings(), new ProcessRunner(), TimeProvider.System, deadline);
            await tested.CurrentAsync(CancellationToken.None);
        }
    }
}
