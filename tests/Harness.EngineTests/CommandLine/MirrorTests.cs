using System.Text;
using System.Text.Json.Nodes;
using Harness.EngineTests.Services;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>
/// Bases from a mirror that asks for a password, with each way to have a login for it: the build passes with it, fails
/// without, and the password is in nothing that others can read, while it runs or afterwards.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class MirrorTests
{
    private const string Tag = "from-a-mirror";
    private const string Image = $"kcr-python:{Tag}";
    private static readonly string[] Variants = ["3.13-debian13", "3.13-debian13-dev"];

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("kcr-mirror-");
    private RegistryService registry = null!;

    [OneTimeSetUp]
    public async Task PushBasesAsync()
    {
        registry = await RegistryService.StartAsync("a \"b\" $HOME 'c'\\", hasTls: false);
        (await registry.LogInAsync(registry.Password)).ExitCode.ShouldBe(0);
        foreach (var variant in Variants)
        {
            var name = $"{registry.Address}/dhi/python:{variant}";
            await Commands.RunAsync("docker", "tag", $"localhost/kcr-bases/python:{variant}", name);
            var pushed = await registry.DockerAsync("push", "--quiet", name);
            pushed.ExitCode.ShouldBe(0, pushed.Error);
            await Commands.RunAsync("docker", "image", "rm", name);
        }
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        await Commands.RunAsync("docker", "image", "rm", "--force", Image);
        await registry.DisposeAsync();
        home.Delete(recursive: true);
    }

    [Test]
    public async Task Variables_are_the_mirrors_login()
    {
        var (text, seen) = await BuildAsync(
            new() { ["DHI_USERNAME"] = DockerUser.Name, ["DHI_PASSWORD"] = registry.Password + "\n" }, expected: 0, "--no-cache");

        text.ShouldSay($"login for {registry.Address}: DHI_USERNAME and DHI_PASSWORD are set");
        registry.ShouldNotBeToldIn(seen);
        var inspected = await Commands.RunAsync("docker", "image", "inspect", Image) + await Commands.RunAsync("docker", "history", "--no-trunc", Image);
        registry.ShouldNotBeToldIn(inspected);
        inspected.ShouldContain($"{registry.Address}/dhi/python:3.13-debian13");
    }

    [TestCase("auth", "https://{0}/v2/")]
    [TestCase("auth", "{0}")]
    [TestCase("words", "https://{0}")]
    public async Task So_is_what_a_docker_configuration_has(string form, string key)
    {
        var login = form == "auth"
            ? new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerUser.Name}:{registry.Password}")) }
            : new JsonObject { ["username"] = DockerUser.Name, ["password"] = registry.Password };
        Write("config.json", new JsonObject
        {
            ["auths"] = new JsonObject { [string.Format(System.Globalization.CultureInfo.InvariantCulture, key, registry.Address)] = login }
        });

        (await BuildAsync([], expected: 0)).Text.ShouldSay($"config.json has a login for {registry.Address}");
    }

    [Test]
    public async Task So_is_what_a_credential_helper_knows()
    {
        Write("config.json", new JsonObject { ["credHelpers"] = new JsonObject { [registry.Address] = "kcr-test" } });
        Write("answer", new JsonObject { ["ServerURL"] = registry.Address, ["Username"] = DockerUser.Name, ["Secret"] = registry.Password });
        var helper = Path.Combine(home.FullName, "docker-credential-kcr-test");
        await File.WriteAllTextAsync(helper, $"#!/bin/sh\nexec cat '{home.FullName}/answer'\n");
        await Commands.RunAsync("chmod", "755", helper);

        (await BuildAsync(new() { ["PATH"] = $"{home.FullName}:{Environment.GetEnvironmentVariable("PATH")}" }, expected: 0))
            .Text.ShouldSay($"docker-credential-kcr-test has a login for {registry.Address}");
    }

    [Test]
    public async Task So_is_what_Podman_knows()
    {
        Write("config.json", []);
        Write("auth.json", new JsonObject
        {
            ["auths"] = new JsonObject
            {
                [registry.Address] = new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerUser.Name}:{registry.Password}")) },
            },
        });

        (await BuildAsync(new() { ["REGISTRY_AUTH_FILE"] = Path.Combine(home.FullName, "auth.json") }, expected: 0))
            .Text.ShouldSay($"auth.json has a login for {registry.Address}");
    }

    [Test]
    public async Task Without_one_the_build_fails_and_says_where_was_looked()
    {
        Write("config.json", []);

        (await BuildAsync([], expected: 3)).Text.ShouldSay($"no login for {registry.Address}: {home.FullName}/config.json has no login for {registry.Address}");
    }

    private void Write(string name, JsonObject content) => File.WriteAllText(Path.Combine(home.FullName, name), content.ToJsonString());

    /// <summary>Builds the smallest image from the mirror, and reads meanwhile what any user of this machine, and its root, may read of processes.</summary>
    private async Task<(string Text, string Seen)> BuildAsync(Dictionary<string, string> environment, int expected, params string[] options)
    {
        await Commands.RunAsync("docker", "image", "rm", "--force", Image);
        var temporary = Directory.CreateTempSubdirectory("kcr-mirror-tmp-");
        try
        {
            using var harness = HarnessProcess.Start(
                new Dictionary<string, string>(environment)
                {
                    ["DHI_MIRROR"] = $"https://{registry.Address}/dhi",
                    ["DOCKER_CONFIG"] = home.FullName,
                    ["TMPDIR"] = temporary.FullName,
                },
                ["build", "python", "--set", "core", "--tag", Tag, "--verbose", .. options]);
            var exit = harness.ExitAsync();
            var seen = new StringBuilder();
            while (!exit.IsCompleted)
            {
                seen.Append(ProcessesBeside(harness.Id));
                await Task.WhenAny(exit, Task.Delay(50));
            }

            (await exit).ShouldBe(expected, harness.Text);
            registry.ShouldNotBeToldIn(harness.Text);
            Directory.EnumerateFileSystemEntries(temporary.FullName, "kcr-harness-*").ShouldBeEmpty("the configuration made for the build is gone with it");
            return (harness.Text, seen.ToString());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>The arguments of all processes, and the environments of all but the command itself, which was given the variables, and this one.</summary>
    private static string ProcessesBeside(int harness)
    {
        var text = new StringBuilder();
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                text.Append(File.ReadAllText($"{directory}/cmdline"));
                if (Path.GetFileName(directory) != harness.ToString(System.Globalization.CultureInfo.InvariantCulture))
                {
                    text.Append(File.ReadAllText($"{directory}/environ"));
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It has ended.
            }
        }

        return text.ToString();
    }
}
