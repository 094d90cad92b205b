using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Harness.Building;
using Harness.Images;
using Harness.Platform;
using Harness.Platform.Credentials;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegistryLoginTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("kcr-test-");

    private Dictionary<string, string> variables = new() { ["DHI_USERNAME"] = "user", ["DHI_PASSWORD"] = "secret" };

    public void Dispose() => home.Delete(recursive: true);

    [Test]
    public async Task The_users_configuration_is_kept_and_dhi_is_added()
    {
        File.WriteAllText(Path.Combine(home.FullName, "config.json"), """{"credsStore":"desktop","currentContext":"remote"}""");
        Directory.CreateDirectory(Path.Combine(home.FullName, "contexts", "meta"));

        using var login = await LoginAsync(BaseSource.Dhi(""));

        var directory = login.Environment["DOCKER_CONFIG"].ShouldNotBeNull();
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "config.json")))!;
        config["credsStore"]!.GetValue<string>().ShouldBe("desktop");
        config["currentContext"]!.GetValue<string>().ShouldBe("remote");
        config["auths"]!["dhi.io"]!["auth"]!.GetValue<string>().ShouldBe(Convert.ToBase64String("user:secret"u8));
        config["credHelpers"]!["dhi.io"]!.GetValue<string>().ShouldBe("");
        Directory.Exists(Path.Combine(directory, "contexts", "meta")).ShouldBeTrue();
    }

    [Test]
    public async Task Removing_it_leaves_the_users_files()
    {
        var context = Path.Combine(home.FullName, "contexts", "meta");
        Directory.CreateDirectory(context);

        var login = await LoginAsync(BaseSource.Dhi(""));
        login.Dispose();

        Directory.Exists(login.Environment["DOCKER_CONFIG"]).ShouldBeFalse();
        Directory.Exists(context).ShouldBeTrue();
    }

    [Test]
    public void It_goes_with_a_process_that_ends_at_once()
    {
        var directory = new TemporaryDirectory("kcr-test-");
        File.WriteAllText(Path.Combine(directory.Path, "config.json"), "{}");

        directory.Remove(null, EventArgs.Empty);

        Directory.Exists(directory.Path).ShouldBeFalse();
        directory.Remove(null, EventArgs.Empty);
        directory.Dispose();
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public async Task Only_its_owner_can_read_it()
    {
        using var login = await LoginAsync(BaseSource.Dhi(""));

        File.GetUnixFileMode(login.Environment["DOCKER_CONFIG"]!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Test]
    public async Task Stand_ins_need_none()
    {
        using var login = await LoginAsync(BaseSource.Local(""));

        login.Environment.ShouldBeEmpty();
    }

    [Test]
    public async Task A_mirror_has_a_login_of_its_own_and_dhi_does_not_see_it()
    {
        using var login = await LoginAsync(BaseSource.Mirror("registry.example.io:5000/team/dhi-", ""));

        Auths(login).Select(entry => entry.Key).ShouldBe(["registry.example.io:5000"]);
    }

    [Test]
    public async Task What_Podman_knows_is_handed_to_docker()
    {
        File.WriteAllText(Path.Combine(home.FullName, "auth.json"), """{"auths":{"dhi.io":{"auth":"dTpw"}}}""");
        variables = new() { ["REGISTRY_AUTH_FILE"] = Path.Combine(home.FullName, "auth.json") };

        using var login = await LoginAsync(BaseSource.Dhi(""));

        Auths(login)["dhi.io"]!["auth"]!.GetValue<string>().ShouldBe("dTpw");
    }

    [Test]
    public async Task What_docker_finds_by_itself_needs_none()
    {
        File.WriteAllText(Path.Combine(home.FullName, "config.json"), """{"auths":{"dhi.io":{"auth":"dTpw"}}}""");
        File.WriteAllText(Path.Combine(home.FullName, "auth.json"), """{"auths":{"dhi.io":{"auth":"dTpw"}}}""");
        variables = new() { ["REGISTRY_AUTH_FILE"] = Path.Combine(home.FullName, "auth.json") };

        using var login = await LoginAsync(BaseSource.Dhi(""));

        login.Environment.ShouldBeEmpty();
    }

    private static JsonObject Auths(RegistryLogin login) =>
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(login.Environment["DOCKER_CONFIG"]!, "config.json")))!["auths"]!;

    private Task<RegistryLogin> LoginAsync(BaseSource source) => RegistryLogin.ForAsync(
        source,
        new CredentialSearch(name => name == "DOCKER_CONFIG" ? home.FullName : variables.GetValueOrDefault(name), new FakeProcesses()),
        home.FullName,
        CancellationToken.None);
}
