using System.Text.Json.Nodes;
using k8s.KubeConfigModels;

namespace Harness.Platform.Kubernetes;

/// <summary>What a kubeconfig may say of a cluster and the client's model has no room for.</summary>
internal sealed class ClusterSettings : ClusterEndpoint
{
    /// <summary>The proxy through which the API server is reached.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>Whether answers are to come uncompressed, as all do that the harness asks for.</summary>
    public bool DisableCompression { get; init; }

    /// <summary>What a credential plugin is given of the cluster beside its address.</summary>
    public JsonNode? PluginConfiguration { get; init; }
}

/// <summary>What a kubeconfig may say of a user and the client's model has no room for.</summary>
internal sealed class UserSettings : UserCredentials
{
    /// <summary>A file with a token that is renewed there.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The uid of who is impersonated.</summary>
    public string? ImpersonateUid { get; init; }

    /// <summary>What else is said of who is impersonated.</summary>
    public IReadOnlyDictionary<string, List<string>> ImpersonateExtra { get; init; } = new Dictionary<string, List<string>>();
}

/// <summary>What a kubeconfig may say of a credential plugin and the client's model has no room for.</summary>
internal sealed class PluginSettings : ExternalExecution
{
    /// <summary>Whether it asks on a terminal: <c>Never</c>, <c>IfAvailable</c> or <c>Always</c>.</summary>
    public string? InteractiveMode { get; init; }
}
