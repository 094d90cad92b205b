using System.Text;
using Harness.Platform.Credentials;
using Harness.Platform.Processes;
using Harness.Tests.Checks;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Credentials;

[Parallelizable(ParallelScope.All)]
internal sealed class CredentialSearchTests
{
    [TestCase("""{"auths":{"ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"https://ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"https://ghcr.io/v2/":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"http://ghcr.io/v1/":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"https://ghcr.io/":{"auth":"eDp5"},"ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"ghcr.io":{},"https://ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"ghcr.io":{"username":"u","password":" p\"$x\n"}}}""", "u: p\"$x\n")]
    [TestCase("""{"auths":{"ghcr.io.example.org":{"auth":"dTpw"},"https://example.org/ghcr.io":{"auth":"dTpw"}}}""", null)]
    [TestCase("""{"auths":{"ghcr.io:443":{"auth":"dTpw"}}}""", null)]
    [TestCase("""{"auths":{"ghcr.io":{"username":"u"}}}""", null)]
    [TestCase("""{"auths":{"ghcr.io":{"auth":"not base64"}}}""", null)]
    [TestCase("""{"auths":{"ghcr.io":{"auth":"bm9jb2xvbg=="}}}""", null)]
    [TestCase("""{"credHelpers":{"ghcr.io":""},"credsStore":"knows","auths":{"ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"credsStore":"blank"}""", null)]
    [TestCase("""{"credsStore":"knows","auths":{"ghcr.io":{}}}""", "user:secret")]
    [TestCase("""{"credHelpers":{"ghcr.io":"knows"},"auths":{"ghcr.io":{"auth":"dTpw"}}}""", "user:secret")]
    [TestCase("""{"auths":{"dhi.io":{"auth":"dTpw"}}}""", null)]
    [TestCase("""{"auths":{"ghcr.io":{"auth":"dTpw","identitytoken":"t"}}}""", null)]
    [TestCase("""{"credsStore":"token"}""", null)]
    [TestCase("""{"credsStore":"chatty"}""", null)]
    [TestCase("""{"credsStore":"empty"}""", null)]
    public async Task A_credential_is_read_from_where_docker_would_read_it(string config, string? expected)
    {
        Text((await ReadAsync(config)).Credential).ShouldBe(expected);
    }

    [Test]
    public async Task Variables_for_the_bases_are_no_credential_for_a_registry() =>
        (await ReadAsync("{}", name => name is "DHI_USERNAME" or "DHI_PASSWORD" ? "x" : null)).Credential.ShouldBeNull();

    [TestCase("""{"credsStore":"token"}""", "docker-credential-token has no login for ghcr.io that can be used: it answered with an identity token")]
    [TestCase("""{"credsStore":"chatty"}""", "its answer is not JSON")]
    [TestCase("""{"credsStore":"silent"}""", "it answered nothing")]
    [TestCase("""{"credsStore":"blank"}""", "its answer has no user, or no password")]
    [TestCase("""{"credsStore":"gone"}""", "docker-credential-gone has no login for ghcr.io")]
    [TestCase("""{"auths":{"ghcr.io":{"auth":"bm9jb2xvbg=="}}}""", "has a login for ghcr.io that cannot be read")]
    [TestCase("""{}""", "has no login for ghcr.io")]
    [TestCase("{\n  \"auths\":", "config.json is not JSON: line 2")]
    public async Task The_reason_for_none_is_said_and_no_answer_is_shown(string config, string reason)
    {
        var answer = await ReadAsync(config);

        answer.Found.ShouldBeFalse();
        answer.Explanation.ShouldContain(reason);
        answer.Explanation.ShouldNotContain("secret");
    }

    [Test]
    public async Task A_helper_that_waits_for_a_person_is_ended()
    {
        var hanging = new Hanging();
        var answer = await InDirectoryAsync("""{"credsStore":"hanging"}""", directory =>
            new CredentialSearch(name => name == "DOCKER_CONFIG" ? directory : null, hanging, new ManualClock()).ReadAsync("ghcr.io", CancellationToken.None));

        answer.Found.ShouldBeFalse();
        answer.Explanation.ShouldStartWith("docker-credential-hanging did not answer within 10 s and was ended");
        hanging.Ended.ShouldBeTrue();
    }

    [TestCase("u", "p", "u:p")]
    [TestCase("u", " p \"'$x`\\ ", "u: p \"'$x`\\ ")]
    [TestCase("u\n", "p\r\n", "u:p")]
    [TestCase("u", "", null)]
    [TestCase("u", "\n", null)]
    [TestCase("", "p", null)]
    [TestCase("u:v", "p", null)]
    public async Task Variables_are_a_login_for_the_registry_of_the_bases(string user, string password, string? expected)
    {
        var answer = await InDirectoryAsync("{}", directory => new CredentialSearch(
            name => name switch { "DHI_USERNAME" => user, "DHI_PASSWORD" => password, "DOCKER_CONFIG" => directory, _ => null },
            new FakeProcesses())
            .FindAsync("dhi.io", CancellationToken.None));

        Text(answer.Credential).ShouldBe(expected);
        answer.Explanation.ShouldContain("DHI_USERNAME");
        answer.Found.ShouldBe(expected is not null);
    }

    [TestCase("REGISTRY_AUTH_FILE", "auth.json")]
    [TestCase("XDG_RUNTIME_DIR", "containers/auth.json")]
    [TestCase("XDG_CONFIG_HOME", "containers/auth.json")]
    [TestCase("HOME", ".config/containers/auth.json")]
    public async Task What_Podman_keeps_is_found_after_what_docker_keeps(string variable, string file)
    {
        var answer = await InDirectoryAsync("{}", directory =>
        {
            var path = Path.Combine(directory, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, """{"auths":{"ghcr.io":{"auth":"dTpw"}}}""");
            return new CredentialSearch(
                name => name == "DOCKER_CONFIG" ? directory : name != variable ? null : variable == "REGISTRY_AUTH_FILE" ? path : directory,
                new FakeProcesses())
                .ReadAsync("ghcr.io", CancellationToken.None);
        });

        answer.Place.ShouldBe(CredentialPlace.Containers);
        Text(answer.Credential).ShouldBe("u:p");
        answer.Steps.Count.ShouldBe(2);
        answer.Steps[1].ShouldEndWith("auth.json has a login for ghcr.io");
    }

    [Test]
    public async Task A_file_that_is_named_and_is_not_there_is_told() =>
        (await ReadAsync("{}", name => name == "REGISTRY_AUTH_FILE" ? "/nowhere/auth.json" : null))
            .Explanation.ShouldEndWith("; /nowhere/auth.json is not there");

    [Test]
    public async Task A_credential_does_not_print_itself() =>
        (await ReadAsync("""{"auths":{"ghcr.io":{"auth":"dTpw"}}}""")).ToString().ShouldNotContain("dTpw");

    private static Task<CredentialAnswer> ReadAsync(string config, Func<string, string?>? environment = null) => InDirectoryAsync(
        config,
        directory => new CredentialSearch(name => name == "DOCKER_CONFIG" ? directory : environment?.Invoke(name), new FakeProcesses(Helper))
            .ReadAsync("ghcr.io", CancellationToken.None));

    private static async Task<CredentialAnswer> InDirectoryAsync(string config, Func<string, Task<CredentialAnswer>> search)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-test-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "config.json"), config);
            return await search(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string? Text(RegistryCredential? credential) =>
        credential is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(credential.Auth));

    private static ProcessResult Helper(ProcessCommand command)
    {
        command.Arguments.ShouldBe(["get"]);
        command.Input.ShouldBe("ghcr.io");
        return command.File switch
        {
            "docker-credential-knows" => new ProcessResult(0, """{"ServerURL":"ghcr.io","Username":"user","Secret":"secret"}""", ""),
            "docker-credential-token" => new ProcessResult(0, """{"ServerURL":"ghcr.io","Username":"<token>","Secret":"secret"}""", ""),
            "docker-credential-chatty" => new ProcessResult(0, "secret", ""),
            "docker-credential-silent" => new ProcessResult(0, "", ""),
            "docker-credential-blank" => new ProcessResult(0, """{"ServerURL":"ghcr.io","Username":"","Secret":"secret"}""", ""),
            _ => new ProcessResult(1, "credentials not found in native keychain", ""),
        };
    }

    /// <summary>A helper that answers when it is ended.</summary>
    private sealed class Hanging : IProcessRunner
    {
        public bool Ended { get; private set; }

        public async Task<ProcessResult> RunAsync(
            ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                Ended = true;
            }

            throw new InvalidOperationException("It never answers.");
        }
    }
}
