using System.Text.Json.Nodes;

namespace Harness.Sandboxes;

/// <summary>A sandbox that is a pod, with what only a cluster can tell of it.</summary>
public interface IPodSandbox : ISandbox
{
    /// <summary>The pod as the contract says.</summary>
    JsonObject Contract { get; }

    /// <summary>The pod as the API server stores it, its status included; null when it is gone.</summary>
    Task<JsonObject?> StoredAsync(CancellationToken cancellation);

    /// <summary>What the cluster says has happened to it, the last lines.</summary>
    Task<string> EventsAsync(CancellationToken cancellation);
}
