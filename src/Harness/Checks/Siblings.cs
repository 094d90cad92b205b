using Harness.Sandboxes;

namespace Harness.Checks;

/// <summary>
/// Sandboxes of the same image and language that a check opens beside its own, and removes when it is through with them.
/// They carry the session's labels, and start only when asked for.
/// </summary>
/// <param name="StartRestarting">Starts one on the same backend whose containers are started again when they end.</param>
/// <param name="StartInDocker">Starts one in a Docker Engine; null when there is none.</param>
public sealed record Siblings(
    Func<CancellationToken, Task<ISandbox>> StartRestarting,
    Func<CancellationToken, Task<ISandbox>>? StartInDocker);
