using Docker.DotNet.Models;
using Harness.Images;
using Harness.Platform.Docker;

namespace Harness.Sandboxes.Docker;

/// <summary>Starts sandboxes in a Docker Engine: a pause process that owns the namespaces, main, the sidecar.</summary>
/// <param name="engine">The engine.</param>
/// <param name="ownSidecarImage">
/// The harness's own sidecar image, also when another one is under test: pause process and probe come from it.
/// </param>
/// <param name="firstHostPort">The first host port for the sidecars; null lets the engine choose.</param>
/// <param name="startTimeout">How long a sidecar may take until it answers; null means a minute.</param>
public sealed class DockerBackend(DockerEngine engine, ImageName ownSidecarImage, int? firstHostPort = null, TimeSpan? startTimeout = null)
    : ISandboxBackend
{
    private readonly HostPorts ports = new(firstHostPort);

    /// <inheritdoc />
    public Backend Backend => Backend.Docker;

    /// <summary>Changes main and the sidecar before they are created: for negative controls.</summary>
    internal Action<CreateContainerParameters>? Alteration { get; init; }

    /// <inheritdoc />
    public async Task<ISandbox> StartAsync(SandboxSpec spec, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var sandbox = new DockerSandbox(engine, spec, ownSidecarImage.Text, ports, Alteration);
        try
        {
            await sandbox.StartAsync(startTimeout ?? TimeSpan.FromMinutes(1), cancellation);
            return sandbox;
        }
        catch (Exception fault)
        {
            await RemoveAsync(sandbox, fault);
            throw;
        }
    }

    private static async Task RemoveAsync(DockerSandbox sandbox, Exception fault)
    {
        try
        {
            await sandbox.DisposeAsync();
        }
        catch (InfrastructureException leftover)
        {
            throw new LeftoverException($"{fault.Message} {leftover.Message}", fault);
        }
    }
}
