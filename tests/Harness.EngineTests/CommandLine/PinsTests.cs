using System.Text.Json.Nodes;
using Harness.EngineTests.Services;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>
/// What <c>harness pins</c> notices in a real registry with TLS and a password, where the stand-ins of Python are the bases of a
/// mirror: nothing while they stay, another digest, another user, ENTRYPOINT or place of the runtime, a tag that is gone, a newer version.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class PinsTests
{
    private const string Minimal = "3.13-debian13";
    private const string Dev = "3.13-debian13-dev";

    private RegistryService registry = null!;
    private RepositoryCopy copy = null!;
    private string mirror = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        registry = await RegistryService.StartAsync();
        (await registry.LogInAsync(registry.Password)).ExitCode.ShouldBe(0);
    }

    [OneTimeTearDown]
    public async Task RemoveAsync() => await registry.DisposeAsync();

    [SetUp]
    public async Task RecordAsync()
    {
        copy = new RepositoryCopy();
        mirror = $"dhi-{Guid.NewGuid():N}";
        await PushAsync(Minimal, $"localhost/kcr-bases/python:{Minimal}");
        await PushAsync(Dev, $"localhost/kcr-bases/python:{Dev}");

        var unrecorded = await PinsAsync(1, "--check");
        unrecorded.ShouldSay("not recorded, so nobody notices when it changes");

        var recorded = await PinsAsync(0, "--update");
        recorded.ShouldContain("changed images/pins.json");
        (await PinsAsync(0, "--check")).ShouldSay("2 bases: 2 as recorded");
    }

    [TearDown]
    public void Forget() => copy.Dispose();

    [Test]
    public async Task Another_image_with_another_user_is_red_and_says_which()
    {
        await MoveAsync(Minimal, "USER 1234:1234");

        (await PinsAsync(1, "--check")).ShouldSay("its user was 'nonroot' and is '1234:1234'");
        (await PinsAsync(0)).ShouldSay("2 bases: 1 as recorded, 1 changed");
    }

    [Test]
    public async Task So_is_one_with_another_entrypoint_or_another_place_of_the_runtime()
    {
        await MoveAsync(Minimal, """ENTRYPOINT ["python3"]""");
        await MoveAsync(
            Dev,
            "RUN mkdir -p /opt/moved && mv \"$(readlink -f \"$(command -v python3)\")\" /opt/moved/python3 "
            + "&& ln -sf /opt/moved/python3 /usr/local/bin/python3");

        var text = await PinsAsync(1, "--check");

        text.ShouldSay("its ENTRYPOINT was empty and is [python3]");
        text.ShouldSay("and is /opt/moved/python3");
    }

    [Test]
    public async Task Another_image_with_the_same_of_all_of_it_is_told_and_green()
    {
        await MoveAsync(Minimal, "LABEL newer=yes");

        (await PinsAsync(0, "--check")).ShouldSay("user, ENTRYPOINT and place of the runtime are as they were");
    }

    [Test]
    public async Task A_tag_that_was_removed_is_red()
    {
        await registry.RemoveAsync($"{mirror}/python", Dev);

        (await PinsAsync(1, "--check")).ShouldSay("the registry has nothing of that name any more");
        await PinsAsync(1, "--update");
    }

    [Test]
    public async Task A_newer_version_is_offered_only_with_all_its_bases_and_taken_in_place()
    {
        await PushAsync("3.14-debian13", $"localhost/kcr-bases/python:{Minimal}");
        (await PinsAsync(0)).ShouldSay("offered: 3.13;");

        await PushAsync("3.14-debian13-dev", $"localhost/kcr-bases/python:{Dev}");
        (await PinsAsync(0)).ShouldSay("newer: 3.14; offered: 3.13 3.14");
        var updated = await PinsAsync(0, "--update", "--output", "json");

        var document = JsonNode.Parse(updated[updated.IndexOf('{', StringComparison.Ordinal)..(updated.LastIndexOf('}') + 1)])!;
        document["changed"]!.AsArray().Select(file => (string?)file).ShouldBe(["images/catalog.yaml", "images/python/Dockerfile", "images/pins.json"]);
        File.ReadAllText(Path.Combine(copy.Root, "images/python/Dockerfile")).ShouldContain("ARG PYTHON_VERSION=3.14\n");
        File.ReadAllText(Path.Combine(copy.Root, "images/catalog.yaml")).ShouldContain("PYTHON_VERSION: \"3.14\"");
        File.ReadAllText(Path.Combine(copy.Root, "images/pins.json")).ShouldNotContain("3.13-debian13\"");
        (await PinsAsync(0, "--check")).ShouldSay("PYTHON_VERSION=3.14");
    }

    [Test]
    public async Task A_check_of_stand_ins_alone_is_wrong_usage_whatever_made_them_so() =>
        (await PinsAsync(2, "--check", "--build-arg", $"PYTHON_BASE=localhost/kcr-bases/python:{Minimal}")).ShouldSay("stand-ins are in none");

    [Test]
    public async Task A_wrong_password_is_an_infrastructure_fault_and_not_told()
    {
        var (exit, text) = await HarnessProcess.RunAsync(Environment("wrong word"), "pins", "python");

        exit.ShouldBe(3, text);
        text.ShouldSay("does not take the login");
        text.ShouldNotContain("wrong word");
    }

    [Test]
    public async Task A_certificate_of_nobody_is_an_infrastructure_fault()
    {
        var environment = Environment(registry.Password);
        environment.Remove("SSL_CERT_FILE");

        var (exit, text) = await HarnessProcess.RunAsync(environment, "pins", "python");

        exit.ShouldBe(3, text);
        text.ShouldSay("is not trusted");
    }

    /// <summary>Moves a tag to an image with a change.</summary>
    private async Task MoveAsync(string tag, string instruction)
    {
        var context = Directory.CreateTempSubdirectory("kcr-pins-");
        var name = $"localhost/kcr-pins-test:{tag}";
        try
        {
            await File.WriteAllTextAsync(Path.Combine(context.FullName, "Dockerfile"), $"FROM localhost/kcr-bases/python:{tag}\n{instruction}\n");
            await Commands.RunAsync("docker", "build", "--quiet", "--tag", name, context.FullName);
            await PushAsync(tag, name);
        }
        finally
        {
            await Commands.RunAsync("docker", "image", "rm", "--force", name);
            context.Delete(recursive: true);
        }
    }

    private async Task PushAsync(string tag, string image)
    {
        var name = $"{registry.Address}/{mirror}/python:{tag}";
        await Commands.RunAsync("docker", "tag", image, name);
        var pushed = await registry.DockerAsync("push", "--quiet", name);
        pushed.ExitCode.ShouldBe(0, pushed.Error);
        await Commands.RunAsync("docker", "image", "rm", name);
    }

    private async Task<string> PinsAsync(int expected, params string[] options)
    {
        var (exit, text) = await HarnessProcess.RunAsync(Environment(registry.Password), ["pins", "python", .. options]);
        exit.ShouldBe(expected, text);
        registry.ShouldNotBeToldIn(text);
        return text;
    }

    private Dictionary<string, string> Environment(string password) => new(copy.Environment)
    {
        ["DHI_MIRROR"] = $"{registry.Address}/{mirror}",
        ["DHI_USERNAME"] = DockerUser.Name,
        ["DHI_PASSWORD"] = password,
        ["SSL_CERT_FILE"] = registry.CertificateFile,
        ["DOCKER_CONFIG"] = "/nowhere",
    };
}
