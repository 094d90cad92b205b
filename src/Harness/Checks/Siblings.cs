using Harness.Sandboxes;

namespace Harness.Checks;

/// <summary>
/// Sandboxes of the same image and language that a check opens beside its own, and removes when it is through with them.
/// They carry the session's labels, and start only when asked for.
/// </summary>
/// <param name="StartAltered">Starts one on the same backend whose contract is altered; the alteration must give it a name of its own.</param>
/// <param name="StartInDocker">Starts one in a Docker Engine; null when there is none.</param>
public sealed record Siblings(
    Func<Func<SandboxSpec, SandboxSpec>, CancellationToken, Task<ISandbox>> StartAltered,
    Func<CancellationToken, Task<ISandbox>>? StartInDocker);
