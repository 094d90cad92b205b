using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Cluster;

/// <summary><c>scripts/local-registry.sh</c>, with state and a port of its own for each test.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LocalRegistryTests : IAsyncDisposable
{
    private static readonly ProcessRunner Runner = new();
    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("kcr-registry-");
    private readonly int port = FreePort();

    private string Address => $"127.0.0.1:{port}";

    private string State => Path.Combine(cache.FullName, "kcr-harness", "registry");

    /// <summary>The program that an earlier <c>up</c> fetched is found on PATH, so that no test waits for a package.</summary>
    private Script Registry => new("local-registry.sh", new Dictionary<string, string?>
    {
        ["XDG_CACHE_HOME"] = cache.FullName,
        ["KCR_REGISTRY_PORT"] = $"{port}",
        ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:{FetchedPrograms}",
    });

    private static string FetchedPrograms => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "kcr-harness", "docker-registry", "usr", "bin");

    public async ValueTask DisposeAsync()
    {
        await Registry.RunAsync("down");
        cache.Delete(recursive: true);
    }

    [TestCase("")]
    [TestCase("--tls")]
    public async Task An_image_can_be_pushed_with_the_password_and_not_without(string option)
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await UpAsync(option);
        var image = $"{Address}/kcr-test/empty:1";
        await ImportEmptyImageAsync(image);
        try
        {
            (await DockerAsync("push", "--quiet", image)).ExitCode.ShouldNotBe(0);
            (await LoginAsync("wrong")).ExitCode.ShouldNotBe(0);

            var login = await LoginAsync(await File.ReadAllTextAsync(Path.Combine(State, "password")));
            login.ExitCode.ShouldBe(0, login.Error);
            var push = await DockerAsync("push", "--quiet", image);
            push.ExitCode.ShouldBe(0, push.Error);
        }
        finally
        {
            await DockerAsync("image", "rm", image);
        }
    }

    [Test]
    public async Task Up_starts_it_again_after_it_was_killed_with_the_same_password()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await UpAsync();
        var password = await File.ReadAllTextAsync(Path.Combine(State, "password"));
        await Commands.RunAsync("kill", "-9", $"{await ProcessAsync()}");

        (await Registry.RunAsync("status")).ExitCode.ShouldBe(3);
        await UpAsync();

        (await Registry.RunAsync("status")).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(State, "password"))).ShouldBe(password);
    }

    [Test]
    public async Task A_port_in_use_is_named()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        var result = await Registry.RunAsync("up");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain($"{Address} is in use by another program");
    }

    [Test]
    public async Task Down_leaves_no_process_and_no_state()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        await UpAsync();
        var process = await ProcessAsync();

        (await Registry.RunAsync("down")).ExitCode.ShouldBe(0);

        LocalClusterMachine.Runs(process).ShouldBeFalse();
        Directory.Exists(State).ShouldBeFalse();
    }

    [TestCase("sideways")]
    [TestCase("up --ssl")]
    [TestCase("down now")]
    public async Task A_usage_fault_exits_with_2(string arguments) =>
        (await Registry.RunAsync(arguments.Split(' '))).ExitCode.ShouldBe(2);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ImportEmptyImageAsync(string image)
    {
        using var empty = Process.Start(new ProcessStartInfo("sh", ["-c", "tar --create --files-from /dev/null | docker import - \"$0\"", image]) { RedirectStandardOutput = true })!;
        await empty.WaitForExitAsync();
        empty.ExitCode.ShouldBe(0);
    }

    private async Task UpAsync(string option = "")
    {
        var result = await Registry.RunAsync(option.Length == 0 ? ["up"] : ["up", option]);
        result.ExitCode.ShouldBe(0, result.Error);
    }

    private async Task<int> ProcessAsync() =>
        int.Parse((await File.ReadAllTextAsync(Path.Combine(State, "run", "registry.pid"))).Split(' ')[0], CultureInfo.InvariantCulture);

    private Task<ProcessResult> LoginAsync(string password) =>
        Runner.RunAsync(Docker("login", "--username", "kcr", "--password-stdin", Address) with { Input = password });

    private Task<ProcessResult> DockerAsync(params IReadOnlyList<string> arguments) => Runner.RunAsync(Docker(arguments));

    /// <summary>With a configuration directory of its own: the user's keeps the user's credentials.</summary>
    private ProcessCommand Docker(params IReadOnlyList<string> arguments) =>
        new("docker", arguments) { Environment = new Dictionary<string, string?> { ["DOCKER_CONFIG"] = cache.FullName } };
}
