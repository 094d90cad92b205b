namespace Harness.Platform.Docker;

/// <summary>A container to be created; the names are the Engine API's. What is null is the image's own.</summary>
internal sealed record CreateContainer(
    string Image,
    IReadOnlyDictionary<string, string> Labels,
    HostConfig HostConfig,
    IReadOnlyList<string>? Env = null,
    IReadOnlyList<string>? Entrypoint = null,
    IReadOnlyList<string>? Cmd = null,
    IReadOnlyDictionary<string, Empty>? ExposedPorts = null);

/// <summary>How the engine runs a container.</summary>
internal sealed record HostConfig(
    string? NetworkMode = null,
    string? PidMode = null,
    IReadOnlyList<string>? CapDrop = null,
    IReadOnlyList<string>? CapAdd = null,
    IReadOnlyList<string>? SecurityOpt = null,
    long NanoCpus = 0,
    long Memory = 0,
    long MemorySwap = 0,
    bool? Init = null,
    RestartPolicy? RestartPolicy = null,
    LogConfig? LogConfig = null,
    IReadOnlyList<Mount>? Mounts = null,
    bool ReadonlyRootfs = false,
    IReadOnlyDictionary<string, string>? Tmpfs = null,
    IReadOnlyDictionary<string, IReadOnlyList<PortBinding>>? PortBindings = null);

internal sealed record RestartPolicy(string Name);

internal sealed record LogConfig(string Type, IReadOnlyDictionary<string, string> Config);

internal sealed record Mount(string Type, string Source, string Target, VolumeOptions VolumeOptions);

internal sealed record VolumeOptions(bool NoCopy);

internal sealed record PortBinding(string HostIp, string HostPort);

/// <summary>An object without members: how the Engine API writes a set's elements.</summary>
internal sealed record Empty;

internal sealed record CreatedContainer(string Id);

/// <summary>What the engine says of a container.</summary>
internal sealed record ContainerDetails(
    string Id,
    string Image,
    int RestartCount,
    ContainerState State,
    ContainerConfig Config,
    HostConfig HostConfig,
    NetworkSettings? NetworkSettings);

internal sealed record ContainerState(string? Status, bool Running, int ExitCode, string? Error, bool OOMKilled);

internal sealed record ContainerConfig(
    string? User, IReadOnlyList<string>? Env, IReadOnlyList<string>? Entrypoint, IReadOnlyList<string>? Cmd, IReadOnlyDictionary<string, string>? Labels);

internal sealed record NetworkSettings(IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? Ports);

internal sealed record ContainerSummary(string Id, IReadOnlyList<string>? Names, IReadOnlyDictionary<string, string>? Labels, string? State);

internal sealed record WaitResult(int StatusCode, WaitError? Error);

internal sealed record WaitError(string? Message);

internal sealed record CreateExec(IReadOnlyList<string> Cmd, bool AttachStdout, bool AttachStderr);

internal sealed record CreatedExec(string Id);

internal sealed record StartExec(bool Detach, bool Tty);

internal sealed record ExecDetails(bool Running, int? ExitCode);

internal sealed record CreateVolume(
    string Name, string Driver, IReadOnlyDictionary<string, string> DriverOpts, IReadOnlyDictionary<string, string> Labels);

internal sealed record VolumeSummary(string Name, IReadOnlyDictionary<string, string>? Labels);

internal sealed record VolumeList(IReadOnlyList<VolumeSummary>? Volumes);

internal sealed record NetworkSummary(string Id, string Name, IReadOnlyDictionary<string, string>? Labels);
