using System.Text.Json.Nodes;

namespace Harness.Sandboxes;

/// <summary>A sandbox that is a pod, with what only a cluster can tell of it.</summary>
internal interface IPodSandbox : ISandbox
{
    /// <summary>The pod as the contract says.</summary>
    JsonObject Contract { get; }

    /// <summary>The pod as the API server stores it, its status included.</summary>
    /// <exception cref="InfrastructureException">It is gone, or going.</exception>
    Task<JsonObject> StoredAsync(CancellationToken cancellation);

    /// <summary>
    /// Kills main and waits until the kubelet has started it again, which it does in a sandbox that restarts: whether
    /// the new one stays is for a check to prove.
    /// </summary>
    /// <exception cref="InfrastructureException">Main could not be killed, or was not started again.</exception>
    Task RestartMainAsync(CancellationToken cancellation);

    /// <summary>What the cluster says has happened to it, the last lines.</summary>
    Task<string> EventsAsync(CancellationToken cancellation);
}
