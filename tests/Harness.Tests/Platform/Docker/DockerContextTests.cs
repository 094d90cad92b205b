using System.Security.Cryptography;
using System.Text;
using Harness.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Docker;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DockerContextTests : IDisposable
{
    private readonly Dictionary<string, string> variables = [];
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("kcr-context");

    private string Docker => Path.Combine(home.FullName, ".docker");

    public void Dispose() => home.Delete(recursive: true);

    [Test]
    public void Without_any_choice_the_default_socket_is_used()
    {
        var context = Resolve();

        context.Name.ShouldBe("default");
        context.Endpoint.ShouldBe(DockerEndpoint.Default);
        context.Tls.ShouldBeNull();
    }

    [Test]
    public void DOCKER_HOST_wins_over_every_context()
    {
        Configure("""{"currentContext":"lab"}""");
        Store("lab", "tcp://lab:2375");
        variables["DOCKER_CONTEXT"] = "lab";
        variables["DOCKER_HOST"] = "unix:///run/other.sock";

        var context = Resolve();

        context.Endpoint.ShouldBe(new DockerEndpoint(EndpointKind.Unix, "unix:///run/other.sock", "/run/other.sock", 0));
        context.Origin.ShouldBe("DOCKER_HOST");
    }

    [Test]
    public void DOCKER_CONTEXT_wins_over_the_configured_one()
    {
        Configure("""{"currentContext":"lab"}""");
        Store("lab", "tcp://lab:2375");
        Store("rack", "tcp://rack:2375");
        variables["DOCKER_CONTEXT"] = "rack";

        Resolve().Endpoint.Address.ShouldBe("rack");
    }

    [Test]
    public void The_configured_context_is_used_with_its_TLS_files()
    {
        Configure("""{"auths":{},"currentContext":"lab"}""");
        var tls = Store("lab", "tcp://lab:2376", ["ca.pem", "cert.pem", "key.pem"]);

        var context = Resolve();

        context.Name.ShouldBe("lab");
        context.Endpoint.Port.ShouldBe(2376);
        context.Tls.ShouldBe(new DockerTls(
            Path.Combine(tls, "ca.pem"), Path.Combine(tls, "cert.pem"), Path.Combine(tls, "key.pem"), Verify: true));
    }

    [Test]
    public void The_default_context_can_be_chosen_by_name_against_the_configured_one()
    {
        Configure("""{"currentContext":"lab"}""");
        Store("lab", "tcp://lab:2375");
        variables["DOCKER_CONTEXT"] = "default";

        Resolve().Endpoint.ShouldBe(DockerEndpoint.Default);
    }

    [Test]
    public void DOCKER_CONFIG_names_another_directory()
    {
        var other = home.CreateSubdirectory("elsewhere").FullName;
        Store("lab", "ssh://me@lab", directory: other);
        Configure("""{"currentContext":"lab"}""", other);
        variables["DOCKER_CONFIG"] = other;

        var context = Resolve();

        context.Endpoint.Kind.ShouldBe(EndpointKind.Ssh);
        context.Endpoint.PublishedHost.ShouldBe("lab");
        context.Endpoint.Text.ShouldBe("ssh://me@lab");
    }

    [Test]
    public void TLS_of_DOCKER_HOST_comes_from_DOCKER_CERT_PATH_and_changes_the_default_port()
    {
        var certificates = home.CreateSubdirectory("certs").FullName;
        File.WriteAllText(Path.Combine(certificates, "ca.pem"), "");
        variables["DOCKER_HOST"] = "tcp://lab";
        variables["DOCKER_TLS_VERIFY"] = "1";
        variables["DOCKER_CERT_PATH"] = certificates;

        var context = Resolve();

        context.Endpoint.Port.ShouldBe(2376);
        context.Tls.ShouldBe(new DockerTls(Path.Combine(certificates, "ca.pem"), null, null, Verify: true));
    }

    [TestCase("tcp://127.0.0.1:4000", "127.0.0.1", 4000, true)]
    [TestCase("tcp://lab", "lab", 2375, false)]
    [TestCase("lab:4000", "lab", 4000, false)]
    public void A_TCP_address_may_leave_out_scheme_or_port(string text, string host, int port, bool local)
    {
        variables["DOCKER_HOST"] = text;

        var endpoint = Resolve().Endpoint;

        (endpoint.Kind, endpoint.Address, endpoint.Port, endpoint.IsLocal).ShouldBe((EndpointKind.Tcp, host, port, local));
    }

    [Test]
    public void A_named_pipe_is_known_by_its_name()
    {
        variables["DOCKER_HOST"] = "npipe:////./pipe/docker_engine";

        Resolve().Endpoint.ShouldBe(new DockerEndpoint(EndpointKind.NamedPipe, "npipe:////./pipe/docker_engine", "docker_engine", 0));
    }

    [TestCase("ftp://lab")]
    [TestCase("unix://relative.sock")]
    [TestCase("tcp://")]
    [TestCase("my lab")]
    public void An_address_that_makes_no_sense_names_what_is_expected(string text)
    {
        variables["DOCKER_HOST"] = text;

        var fault = Should.Throw<UsageException>(() => Resolve());

        fault.Message.ShouldContain($"\"{text}\", from DOCKER_HOST");
        fault.Message.ShouldContain("unix:///path");
    }

    [Test]
    public void A_context_that_does_not_exist_lists_those_that_do()
    {
        Store("lab", "tcp://lab:2375");
        variables["DOCKER_CONTEXT"] = "lap";

        var fault = Should.Throw<UsageException>(() => Resolve());

        fault.Message.ShouldContain("\"lap\", chosen by DOCKER_CONTEXT, does not exist");
        fault.Message.ShouldContain("Known here: default, lab.");
    }

    [Test]
    public void A_configuration_that_cannot_be_read_is_named()
    {
        Configure("{ not json");

        var fault = Should.Throw<InfrastructureException>(() => Resolve());

        fault.Message.ShouldContain(Path.Combine(Docker, "config.json"));
    }

    [Test]
    public void A_context_without_an_engine_says_which_file_lacks_it()
    {
        Store("lab", "tcp://lab:2375");
        File.WriteAllText(MetaFile("lab", Docker), """{"Name":"lab","Endpoints":{}}""");
        variables["DOCKER_CONTEXT"] = "lab";

        Should.Throw<InfrastructureException>(() => Resolve()).Message.ShouldContain(MetaFile("lab", Docker));
    }

    [Test]
    public void A_context_whose_directory_of_TLS_files_is_empty_has_no_TLS()
    {
        Directory.CreateDirectory(Store("lab", "tcp://lab"));
        variables["DOCKER_CONTEXT"] = "lab";

        var context = Resolve();

        context.Tls.ShouldBeNull();
        context.Endpoint.Port.ShouldBe(2375);
    }

    [Test]
    public void TLS_that_is_to_verify_needs_the_authority_that_it_verifies_with()
    {
        variables["DOCKER_HOST"] = "tcp://lab";
        variables["DOCKER_TLS_VERIFY"] = "1";
        variables["DOCKER_CERT_PATH"] = "/nowhere";

        var fault = Should.Throw<InfrastructureException>(() => Resolve());

        fault.Message.ShouldContain("there is no /nowhere/ca.pem");
        fault.Message.ShouldContain("DOCKER_CERT_PATH");
    }

    [Test]
    public void A_certificate_without_its_key_is_a_fault()
    {
        Store("lab", "tcp://lab:2376", ["ca.pem", "cert.pem"]);
        variables["DOCKER_CONTEXT"] = "lab";

        Should.Throw<InfrastructureException>(() => Resolve()).Message.ShouldContain("cert.pem and key.pem belong together");
    }

    private static string Id(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static string MetaFile(string name, string directory) => Path.Combine(directory, "contexts", "meta", Id(name), "meta.json");

    private DockerContext Resolve() => DockerContext.Resolve(variables.GetValueOrDefault, home.FullName);

    private void Configure(string json, string? directory = null)
    {
        Directory.CreateDirectory(directory ?? Docker);
        File.WriteAllText(Path.Combine(directory ?? Docker, "config.json"), json);
    }

    private string Store(string name, string host, string[]? tlsFiles = null, string? directory = null)
    {
        directory ??= Docker;
        var meta = MetaFile(name, directory);
        Directory.CreateDirectory(Path.GetDirectoryName(meta)!);
        File.WriteAllText(meta, $$$"""{"Name":"{{{name}}}","Endpoints":{"docker":{"SkipTLSVerify":false,"Host":"{{{host}}}"} } }""");
        var tls = Path.Combine(directory, "contexts", "tls", Id(name), "docker");
        foreach (var file in tlsFiles ?? [])
        {
            Directory.CreateDirectory(tls);
            File.WriteAllText(Path.Combine(tls, file), "");
        }

        return tls;
    }
}
