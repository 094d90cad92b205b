using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Cluster;

/// <summary><c>scripts/local-registry.sh</c>, with state and a port of its own for each test.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LocalRegistryTests : IAsyncDisposable
{
    private readonly LocalRegistry registry = new();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [TestCase("")]
    [TestCase("--tls")]
    public async Task An_image_can_be_pushed_with_the_password_and_not_without(string option)
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await registry.UpAsync(option);
        var image = $"{registry.Address}/kcr-test/empty:1";
        await ImportEmptyImageAsync(image);
        try
        {
            (await registry.DockerAsync("push", "--quiet", image)).ExitCode.ShouldNotBe(0);
            (await registry.LogInAsync("wrong")).ExitCode.ShouldNotBe(0);

            var login = await registry.LogInAsync(registry.Password);
            login.ExitCode.ShouldBe(0, login.Error);
            var push = await registry.DockerAsync("push", "--quiet", image);
            push.ExitCode.ShouldBe(0, push.Error);
        }
        finally
        {
            await registry.DockerAsync("image", "rm", image);
        }
    }

    [Test]
    public async Task Up_starts_it_again_after_it_was_killed_with_the_same_password()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await registry.UpAsync();
        var password = registry.Password;
        await LocalClusterMachine.KillAsync(await ProcessAsync());

        (await registry.Script.RunAsync("status")).ExitCode.ShouldBe(3);
        await registry.UpAsync();

        (await registry.Script.RunAsync("status")).ExitCode.ShouldBe(0);
        registry.Password.ShouldBe(password);
    }

    [Test]
    public async Task A_port_in_use_is_named()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        using var other = new TcpListener(IPAddress.Loopback, registry.Port);
        other.Start();

        var result = await registry.TryUpAsync();

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain($"{registry.Address} is in use by another program");
    }

    [Test]
    public async Task Down_leaves_no_process_and_no_state()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await registry.UpAsync();
        var process = await ProcessAsync();

        (await registry.Script.RunAsync("down")).ExitCode.ShouldBe(0);

        LocalClusterMachine.Runs(process).ShouldBeFalse();
        Directory.Exists(registry.State).ShouldBeFalse();
    }

    [TestCase("sideways")]
    [TestCase("up --ssl")]
    [TestCase("down now")]
    public async Task A_usage_fault_exits_with_2(string arguments) =>
        (await registry.Script.RunAsync(arguments.Split(' '))).ExitCode.ShouldBe(2);

    private static Task<string> ImportEmptyImageAsync(string image) =>
        Commands.RunAsync("sh", "-c", "tar --create --files-from /dev/null | docker import - \"$0\"", image);

    private async Task<int> ProcessAsync() =>
        int.Parse((await File.ReadAllTextAsync(Path.Combine(registry.State, "run", "registry.pid"))).Split(' ')[0], CultureInfo.InvariantCulture);
}
