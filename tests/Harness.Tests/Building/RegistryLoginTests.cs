using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Harness.Building;
using Harness.Images;
using Harness.Platform;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegistryLoginTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("kcr-test-");

    public void Dispose() => home.Delete(recursive: true);

    [Test]
    public void The_users_configuration_is_kept_and_dhi_is_added()
    {
        File.WriteAllText(Path.Combine(home.FullName, "config.json"), """{"credsStore":"desktop","currentContext":"remote"}""");
        Directory.CreateDirectory(Path.Combine(home.FullName, "contexts", "meta"));

        using var login = Login(BaseSource.Dhi(""));

        var directory = login.Environment["DOCKER_CONFIG"].ShouldNotBeNull();
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "config.json")))!;
        config["credsStore"]!.GetValue<string>().ShouldBe("desktop");
        config["currentContext"]!.GetValue<string>().ShouldBe("remote");
        config["auths"]!["dhi.io"]!["auth"]!.GetValue<string>().ShouldBe(Convert.ToBase64String("user:secret"u8));
        config["credHelpers"]!["dhi.io"]!.GetValue<string>().ShouldBe("");
        Directory.Exists(Path.Combine(directory, "contexts", "meta")).ShouldBeTrue();
    }

    [Test]
    public void Removing_it_leaves_the_users_files()
    {
        var context = Path.Combine(home.FullName, "contexts", "meta");
        Directory.CreateDirectory(context);

        var login = Login(BaseSource.Dhi(""));
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
    public void Only_its_owner_can_read_it()
    {
        using var login = Login(BaseSource.Dhi(""));

        File.GetUnixFileMode(login.Environment["DOCKER_CONFIG"]!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Test]
    public void Stand_ins_need_none()
    {
        using var login = Login(BaseSource.Local(""));

        login.Environment.ShouldBeEmpty();
    }

    private RegistryLogin Login(BaseSource source) => RegistryLogin.For(source, name => name switch
    {
        "DOCKER_CONFIG" => home.FullName,
        "DHI_USERNAME" => "user",
        "DHI_PASSWORD" => "secret",
        _ => null,
    });
}
