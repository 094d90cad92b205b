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

    [TestCase("DHI_USERNAME", "DHI_PASSWORD")]
    [TestCase("DHI_PASSWORD", "DHI_USERNAME")]
    public async Task Half_a_login_is_a_mistake_and_means_no_stand_ins(string set, string missing)
    {
        (await Should.ThrowAsync<UsageException>(() => ResolveAsync("{}", new() { [set] = "x" }))).Message
            .ShouldStartWith($"{set} is set and {missing} is not");
        (await ResolveAsync("{}", new() { [set] = "x" }, BaseProvider.Local)).Provider.ShouldBe(BaseProvider.Local);
        (await ResolveAsync("""{"credsStore":"knows"}""", new() { [set] = "x" })).Provider.ShouldBe(BaseProvider.Dhi);
    }

    [TestCase("{}", "no login for registry.example.io: ")]
    [TestCase("""{"auths":{"https://registry.example.io/v2/":{"auth":"dTpw"}}}""", "login for registry.example.io: ")]
    public async Task The_login_of_a_mirror_is_explained(string config, string words) =>
        (await InDirectoryAsync(config, [], resolver => resolver.ExplainLoginAsync(BaseSource.Mirror("registry.example.io/dhi", ""), CancellationToken.None)))
            .ShouldNotBeNull().ShouldStartWith(words);

    [TestCase("""{"auths":{"dhi.io":{"auth":"dTpw"}}}""", BaseProvider.Dhi)]
    [TestCase("""{"auths":{"dhi.io":{"auth":"eA=="}}}""", BaseProvider.Local)]
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
        (await ResolveAsync("""{"credsStore":"missing"}""")).Reason.ShouldMatch(
            "^DHI_MIRROR is not set and there are no credentials for dhi.io: docker-credential-missing, which .*config.json names, could not be started$");

    private static Task<BaseSource> ResolveAsync(string config, Dictionary<string, string>? environment = null, BaseProvider? asked = null) =>
        InDirectoryAsync(config, environment ?? [], resolver => resolver.ResolveAsync(asked, CancellationToken.None));

    private static async Task<T> InDirectoryAsync<T>(string config, Dictionary<string, string> environment, Func<BaseSourceResolver, Task<T>> ask)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-test-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "config.json"), config);
            environment["DOCKER_CONFIG"] = directory.FullName;
            return await ask(new BaseSourceResolver(name => environment.GetValueOrDefault(name), new FakeHelpers()));
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
