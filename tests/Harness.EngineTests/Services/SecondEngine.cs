using System.Globalization;
using System.Text;
using Harness.EngineTests.CommandLine;
using Harness.Platform.Processes;

namespace Harness.EngineTests.Services;

/// <summary>
/// A second Docker Engine of this machine, with containerd's image store: what a builder elsewhere is, and an engine whose images can
/// have attestations. It has its own data, bridge and containerd; the first engine's rules and bridge stay as they are.
/// </summary>
internal sealed class SecondEngine : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly string bridge;
    private readonly StringBuilder log;
    private readonly RunningProgram daemon;
    private BuilderEndpoint? endpoint;

    private SecondEngine(DirectoryInfo directory, string bridge, StringBuilder log, RunningProgram daemon) =>
        (this.directory, this.bridge, this.log, this.daemon) = (directory, bridge, log, daemon);

    /// <summary>Whether this machine and user can have one.</summary>
    public static bool IsPossible => Environment.IsPrivilegedProcess && ((string[])["dockerd", "ip"]).All(program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program))));

    /// <summary>Its endpoint, for DOCKER_HOST.</summary>
    public string Endpoint => EndpointOf(directory);

    /// <summary>Starts one; ready when it answers.</summary>
    public static async Task<SecondEngine> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("kcr-second-");
        var bridge = string.Create(CultureInfo.InvariantCulture, $"kcr-{Environment.ProcessId}");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "daemon.json"), """{"features": {"containerd-snapshotter": true}}""");
        // With no bridge at all it would remove the first engine's.
        await Commands.RunAsync("ip", "link", "add", bridge, "type", "bridge");
        await Commands.RunAsync("ip", "address", "add", $"172.31.{Environment.ProcessId % 200}.1/24", "dev", bridge);
        await Commands.RunAsync("ip", "link", "set", bridge, "up");
        var log = new StringBuilder();
        var command = new ProcessCommand("dockerd", [
            "--config-file", Path.Combine(directory.FullName, "daemon.json"),
            "--host", EndpointOf(directory),
            "--data-root", Path.Combine(directory.FullName, "data"),
            "--exec-root", Path.Combine(directory.FullName, "exec"),
            "--pidfile", Path.Combine(directory.FullName, "pid"),
            "--bridge", bridge, "--iptables=false", "--ip6tables=false", "--ip-forward=false",
            .. await RuntimeAsync(),
        ]);
        var daemon = RunningProgram.Start(
            command,
            (_, _) => Task.CompletedTask,
            new OutputText(command, Append).ReadAsync,
            new OutputText(command, Append).ReadAsync);
        var engine = new SecondEngine(directory, bridge, log, daemon);
        try
        {
            await Until.TrueAsync(
                async () => daemon.HasEnded
                    ? throw new InvalidOperationException($"The second engine ended at once:\n{engine.Log}")
                    : (await engine.RunAsync("version", "--format", "{{.Server.Version}}")).Succeeded,
                "the second engine answers");
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }

        void Append(string line)
        {
            lock (log)
            {
                log.AppendLine(line);
            }
        }
    }

    /// <summary>A docker command at this engine.</summary>
    /// <param name="arguments">Its arguments.</param>
    public Task<ProcessResult> RunAsync(params IReadOnlyList<string> arguments) => new ProcessRunner().RunAsync(
        new ProcessCommand("docker", arguments) { Environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = Endpoint } });

    /// <summary>Makes its BuildKit known as a builder elsewhere: the name for <c>--builder</c>, in one docker configuration.</summary>
    /// <param name="user">Whose configuration that is.</param>
    public async Task<string> AsBuilderAsync(DockerUser user)
    {
        const string Name = "second";
        endpoint ??= new BuilderEndpoint(Path.Combine(directory.FullName, "builder.sock"), Endpoint["unix://".Length..]);
        var created = await user.RunAsync("buildx", "create", "--name", Name, "--driver", "remote", $"unix://{endpoint.Path}");
        return created.Succeeded ? Name : throw new InvalidOperationException(created.Error);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        endpoint?.Dispose();
        if (!daemon.HasEnded)
        {
            Signals.Send("TERM", daemon.Id);
            await Until.TrueAsync(() => Task.FromResult(daemon.HasEnded), "the second engine has ended");
        }

        daemon.Dispose();
        // Of network namespaces that builds had, mounts may have stayed.
        foreach (var mount in (await File.ReadAllLinesAsync("/proc/self/mounts")).Select(line => line.Split(' ')[1])
            .Where(path => path.StartsWith(directory.FullName, StringComparison.Ordinal)).Reverse())
        {
            await Commands.RunAsync("umount", "--lazy", mount);
        }

        await Commands.RunAsync("ip", "link", "delete", bridge);
        directory.Delete(recursive: true);
    }

    private string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    private static string EndpointOf(DirectoryInfo directory) => $"unix://{directory.FullName}/engine.sock";

    /// <summary>The first engine's own runtime, where it has one: on some machines runc alone starts nothing.</summary>
    private static async Task<IReadOnlyList<string>> RuntimeAsync()
    {
        const string Wrapper = "/usr/local/libexec/kcr-runc";
        var name = (await Commands.RunAsync("docker", "info", "--format", "{{.DefaultRuntime}}")).Trim();
        return name == "kcr-runc" && File.Exists(Wrapper) ? ["--add-runtime", $"{name}={Wrapper}", "--default-runtime", name] : [];
    }
}
