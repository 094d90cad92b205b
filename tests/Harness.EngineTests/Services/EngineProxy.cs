using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Harness.Platform.Docker;

namespace Harness.EngineTests.Services;

/// <summary>A Unix socket in front of the real engine, which stops when it is told to: an engine that dies in the middle.</summary>
internal sealed class EngineProxy : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly IContainer container;

    private EngineProxy(DirectoryInfo directory, IContainer container)
    {
        this.directory = directory;
        this.container = container;
    }

    /// <summary>The socket.</summary>
    public string Path => System.IO.Path.Combine(directory.FullName, "engine.sock");

    /// <summary>Starts one; ready when connections can be made.</summary>
    public static async Task<EngineProxy> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("kcr-engine-");
        var container = await Service.StartAsync(builder => builder
            .WithBindMount(directory.FullName, "/proxy")
            .WithBindMount(DockerContext.Current().Endpoint.Address, "/engine.sock")
            .WithCommand("socat", "UNIX-LISTEN:/proxy/engine.sock,fork,mode=600", "UNIX-CONNECT:/engine.sock")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("test", "-S", "/proxy/engine.sock")));
        return new EngineProxy(directory, container);
    }

    /// <summary>Cuts every connection and takes no more.</summary>
    public async Task StopAsync()
    {
        await Service.RemoveAsync(container);
        File.Delete(Path);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        directory.Delete(recursive: true);
    }
}
