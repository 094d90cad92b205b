using Harness.Images;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Images;

[Parallelizable(ParallelScope.All)]
public sealed class BaseSourceResolverTests
{
    [Test]
    public async Task What_is_asked_for_is_taken() =>
        (await ResolveAsync("{}", asked: BaseProvider.Dhi)).ShouldBe(BaseSource.Dhi("asked for"));

    [Test]
    public async Task A_mirror_in_the_environment_comes_first() =>
        (await ResolveAsync("{}", new() { ["DHI_MIRROR"] = "registry.example.io/dhi-io", ["DHI_USERNAME"] = "u", ["DHI_PASSWORD"] = "p" }))
            .Provider.ShouldBe(BaseProvider.Mirror);

    [Test]
    public async Task A_mirror_that_is_asked_for_must_be_named() =>
        (await Should.ThrowAsync<UsageException>(() => ResolveAsync("{}", asked: BaseProvider.Mirror)))
            .Message.ShouldStartWith("a mirror was asked for, and DHI_MIRROR does not name one");

    [Test]
    public async Task A_user_and_password_in_the_environment_mean_dhi() =>
        (await ResolveAsync("{}", new() { ["DHI_USERNAME"] = "u", ["DHI_PASSWORD"] = "p" })).Provider.ShouldBe(BaseProvider.Dhi);

    [TestCase("""{"auths":{"dhi.io":{"auth":"eA=="}}}""", BaseProvider.Dhi)]
    [TestCase("""{"auths":{"https://dhi.io":{"identitytoken":"x"}}}""", BaseProvider.Dhi)]
    [TestCase("""{"auths":{"dhi.io":{}}}""", BaseProvider.Local)]
    [TestCase("""{"auths":{"ghcr.io":{"auth":"eA=="}}}""", BaseProvider.Local)]
    [TestCase("""{"credsStore":"knows","auths":{"dhi.io":{}}}""", BaseProvider.Dhi)]
    [TestCase("""{"credHelpers":{"dhi.io":"knows"}}""", BaseProvider.Dhi)]
    [TestCase("""{"credHelpers":{"ghcr.io":"knows"}}""", BaseProvider.Local)]
    [TestCase("""{"credsStore":"empty"}""", BaseProvider.Local)]
    [TestCase("""{"credsStore":"missing"}""", BaseProvider.Local)]
    [TestCase("not JSON", BaseProvider.Local)]
    public async Task A_login_is_found_where_docker_would_find_it(string config, BaseProvider expected) =>
        (await ResolveAsync(config)).Provider.ShouldBe(expected);

    [Test]
    public async Task The_reason_names_the_helper_that_could_not_be_asked() =>
        (await ResolveAsync("""{"credsStore":"missing"}""")).Reason
            .ShouldBe("DHI_MIRROR is not set and there are no credentials for dhi.io: docker-credential-missing, which docker's configuration names, could not be started");

    private static async Task<BaseSource> ResolveAsync(string config, Dictionary<string, string>? environment = null, BaseProvider? asked = null)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-test-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "config.json"), config);
            environment ??= [];
            environment["DOCKER_CONFIG"] = directory.FullName;
            return await new BaseSourceResolver(name => environment.GetValueOrDefault(name), new FakeHelpers()).ResolveAsync(asked, CancellationToken.None);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private sealed class FakeHelpers : IProcessRunner
    {
        public Task<ProcessResult> RunAsync(
            ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default)
        {
            command.Arguments.ShouldBe(["get"]);
            command.Input.ShouldBe("dhi.io");
            return command.File switch
            {
                "docker-credential-knows" => Task.FromResult(new ProcessResult(0, """{"Username":"u","Secret":"s"}""", "")),
                "docker-credential-empty" => Task.FromResult(new ProcessResult(1, "credentials not found in native keychain", "")),
                _ => throw new InfrastructureException($"cannot start '{command.File}'"),
            };
        }
    }
}
