using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using Harness.Sandboxes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.EngineTests.Services;

/// <summary>
/// A throwaway service of a test, in a container of the engine under test. It carries the harness's own labels with this
/// process as its session: what a killed test run leaves, <c>harness clean</c> removes, and no reaper has to be pulled.
/// </summary>
internal static class Service
{
    // The programs of all services: a registry with its password file, a relay that answers or forwards.
    private static readonly Lazy<Task<string>> Image = new(() => TestImages.BuildAsync(
        "services",
        "FROM kcr-c-cpp:latest",
        "USER 0:0",
        "RUN apt-get update && apt-get install -y --no-install-recommends apache2-utils docker-registry socat && rm -rf /var/lib/apt/lists/*",
        "WORKDIR /",
        "ENTRYPOINT []"));

    static Service() => TestcontainersSettings.ResourceReaperEnabled = false;

    /// <summary>A container of the services' image that a builder completes.</summary>
    /// <param name="complete">Adds command, files, ports and how it is known to be ready.</param>
    /// <param name="labels">Labels in place of this process's own.</param>
    public static async Task<IContainer> StartAsync(
        Func<ContainerBuilder, ContainerBuilder> complete, IReadOnlyDictionary<string, string>? labels = null)
    {
        var builder = new ContainerBuilder(await Image.Value)
            .WithImagePullPolicy(PullPolicy.Never)
            .WithLogger(NullLogger.Instance)
            .WithCleanUp(false)
            // As the container's first process, a program without a handler does not hear SIGTERM.
            .WithCreateParameterModifier(parameters => parameters.StopTimeout = TimeSpan.FromSeconds(1))
            .WithLabel(new Dictionary<string, string>(labels ?? Session.Labels(Session.NewId())));
        var container = complete(builder).Build();
        try
        {
            await container.StartAsync();
            return container;
        }
        catch (Exception fault)
        {
            var (output, error) = await LogsAsync(container);
            await RemoveAsync(container);
            throw new InvalidOperationException($"A service of the tests did not start: {fault.Message}\n{output}\n{error}", fault);
        }
    }

    /// <summary>Ends a container and removes it: without its reaper, the library only ends what it disposes of.</summary>
    public static async Task RemoveAsync(IContainer container)
    {
        var id = IdOf(container);
        await container.DisposeAsync();
        if (id.Length > 0)
        {
            await Commands.RunAsync("docker", "rm", "--force", "--volumes", id);
        }
    }

    /// <summary>Publishes a port of the container on loopback alone; the engine chooses the host's.</summary>
    public static ContainerBuilder WithLoopbackPort(this ContainerBuilder builder, int port) => builder
        .WithPortBinding(port, assignRandomHostPort: true)
        .WithCreateParameterModifier(parameters =>
        {
            foreach (var binding in parameters.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
            {
                binding.HostIP = "127.0.0.1";
            }
        });

    private static string IdOf(IContainer container)
    {
        try
        {
            return container.Id;
        }
        catch (InvalidOperationException)
        {
            // It was never created.
            return "";
        }
    }

    private static async Task<(string Output, string Error)> LogsAsync(IContainer container)
    {
        try
        {
            return await container.GetLogsAsync();
        }
        catch (InvalidOperationException)
        {
            // It was never created.
            return ("", "");
        }
    }
}
