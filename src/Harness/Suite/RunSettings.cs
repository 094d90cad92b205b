namespace Harness.Suite;

/// <summary>How a plan is carried out.</summary>
/// <param name="Timeout">The deadline of each check, not counting waits for other checks' programs, and of each start.</param>
/// <param name="SidecarTimeout">How long a sidecar in Docker may take until it answers.</param>
/// <param name="Parallel">How many sandboxes at once; null leaves it to the backend.</param>
/// <param name="Keep">Whether sandboxes are left running.</param>
/// <param name="HostPort">The first host port for the sidecars; null lets the engine choose.</param>
public sealed record RunSettings(TimeSpan Timeout, TimeSpan SidecarTimeout, int? Parallel = null, bool Keep = false, int? HostPort = null)
{
    /// <summary>Those of a request that asks for nothing in particular.</summary>
    public static RunSettings Default { get; } = new(TimeSpan.FromSeconds(120), TimeSpan.FromMinutes(1));

    /// <summary>How long a pod may take: less than the runner's own deadline, which cannot say what the pod was waiting for.</summary>
    public TimeSpan PodTimeout => Timeout * 0.9;

    /// <summary>
    /// The limit of a program that should end by itself: well below the check's, so that a program that hangs fails its
    /// check with what it printed, and those that wait for their turn still get theirs.
    /// </summary>
    public TimeSpan ProgramTimeout => Timeout / 2;

    /// <summary>What a request asks for.</summary>
    public static RunSettings Of(TestRequest request)
    {
        return new(
            request.Timeout ?? Default.Timeout,
            request.Timeout ?? Default.SidecarTimeout,
            request.Parallel,
            request.Keep,
            request.HostPort);
    }
}
