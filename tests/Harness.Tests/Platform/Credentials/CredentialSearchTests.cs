using System.Text;
using Harness.Platform.Credentials;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Credentials;

[Parallelizable(ParallelScope.All)]
internal sealed class CredentialSearchTests
{
    [TestCase("""{"auths":{"ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"auths":{"https://ghcr.io":{"auth":"dTpw"}}}""", "u:p")]
    [TestCase("""{"credsStore":"knows","auths":{"ghcr.io":{}}}""", "user:secret")]
    [TestCase("""{"credHelpers":{"ghcr.io":"knows"},"auths":{"ghcr.io":{"auth":"dTpw"}}}""", "user:secret")]
    [TestCase("""{"auths":{"dhi.io":{"auth":"dTpw"}}}""", null)]
    [TestCase("""{"auths":{"ghcr.io":{"auth":"dTpw","identitytoken":"t"}}}""", null)]
    [TestCase("""{"credsStore":"token"}""", null)]
    [TestCase("""{"credsStore":"chatty"}""", null)]
    [TestCase("""{"credsStore":"empty"}""", null)]
    public async Task A_credential_is_read_from_where_docker_would_read_it(string config, string? expected)
    {
        var (credential, _) = await ReadAsync(config);

        (credential is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(credential.Auth))).ShouldBe(expected);
    }

    [Test]
    public async Task Variables_for_the_bases_are_no_credential_for_a_registry() =>
        (await ReadAsync("{}", name => name is "DHI_USERNAME" or "DHI_PASSWORD" ? "x" : null)).Credential.ShouldBeNull();

    [TestCase("""{"credsStore":"token"}""", "identity token")]
    [TestCase("""{}""", "has no login for ghcr.io")]
    public async Task The_reason_for_none_is_said(string config, string reason) => (await ReadAsync(config)).Explanation.ShouldContain(reason);

    [Test]
    public async Task A_credential_does_not_print_itself() =>
        (await ReadAsync("""{"auths":{"ghcr.io":{"auth":"dTpw"}}}""")).ToString().ShouldNotContain("dTpw");

    private static async Task<(RegistryCredential? Credential, string Explanation)> ReadAsync(string config, Func<string, string?>? environment = null)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-test-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "config.json"), config);
            var processes = new FakeProcesses(Helper);
            return await new CredentialSearch(name => name == "DOCKER_CONFIG" ? directory.FullName : environment?.Invoke(name), processes)
                .ReadAsync("ghcr.io", CancellationToken.None);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static ProcessResult Helper(ProcessCommand command)
    {
        command.Arguments.ShouldBe(["get"]);
        command.Input.ShouldBe("ghcr.io");
        return command.File switch
        {
            "docker-credential-knows" => new ProcessResult(0, """{"ServerURL":"ghcr.io","Username":"user","Secret":"secret"}""", ""),
            "docker-credential-token" => new ProcessResult(0, """{"ServerURL":"ghcr.io","Username":"<token>","Secret":"secret"}""", ""),
            "docker-credential-chatty" => new ProcessResult(0, "secret", ""),
            _ => new ProcessResult(1, "credentials not found in native keychain", ""),
        };
    }
}
