using System.Net;
using System.Net.Sockets;
using Harness.EngineTests.Services;
using Harness.Platform.Processes;
using Shouldly;

namespace Harness.EngineTests.Cluster;

/// <summary><c>scripts/local-registry.sh</c> with state and a port of its own; disposing of it ends the registry.</summary>
internal sealed class LocalRegistry : IAsyncDisposable
{
    private const int FetchAttempts = 3;

    private static readonly Lazy<Task> Program = new(FetchAsync);
    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("kcr-registry-");

    public int Port { get; } = FreePort();

    public string Address => $"127.0.0.1:{Port}";

    public string State => Path.Combine(cache.FullName, "kcr-harness", "registry");

    public string Password => File.ReadAllText(Path.Combine(State, "password"));

    /// <summary>The program, which was fetched to the user's cache, is found on PATH, so that no test fetches it to its own.</summary>
    public Script Script => new("local-registry.sh", new Dictionary<string, string?>
    {
        ["XDG_CACHE_HOME"] = cache.FullName,
        ["KCR_REGISTRY_PORT"] = $"{Port}",
        ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:{FetchedPrograms}",
    });

    private DockerUser User => new(cache.FullName);

    private static string FetchedPrograms => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "kcr-harness", "docker-registry", "usr", "bin");

    public async Task UpAsync(string option = "")
    {
        var result = await TryUpAsync(option);
        result.ExitCode.ShouldBe(0, result.Error);
    }

    /// <summary><c>up</c>, whatever its exit status.</summary>
    public async Task<ProcessResult> TryUpAsync(string option = "")
    {
        await Program.Value;
        return await Script.RunAsync(option.Length == 0 ? ["up"] : ["up", option]);
    }

    public Task<ProcessResult> LogInAsync(string password) => User.LogInAsync(Address, password);

    public Task<ProcessResult> DockerAsync(params IReadOnlyList<string> arguments) => User.RunAsync(arguments);

    public async ValueTask DisposeAsync()
    {
        await Script.RunAsync("down");
        cache.Delete(recursive: true);
    }

    /// <summary>Fetches the program once for all tests, and again when the packages' mirror was not at its best.</summary>
    private static async Task FetchAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var fetched = await new Script("local-registry.sh", new Dictionary<string, string?>()).RunAsync("fetch");
            if (fetched.Succeeded)
            {
                return;
            }

            attempt.ShouldBeLessThan(FetchAttempts, fetched.Error);
            await Task.Delay(TimeSpan.FromSeconds(10));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
