using System.Text;
using System.Text.Json.Nodes;
using Harness.Platform.Credentials;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>
/// The secret that a run's pods pull with. Its content goes to the API server in a request's body and nowhere else; so
/// this is no record, which would print it.
/// </summary>
/// <param name="session">The session id that names and labels it.</param>
/// <param name="credentials">The credential for each registry, by the registry's key in Docker's configuration.</param>
internal sealed class PullSecret(string session, IReadOnlyDictionary<string, RegistryCredential> credentials)
{
    /// <summary>The type of the secrets that a kubelet pulls with.</summary>
    public const string Type = "kubernetes.io/dockerconfigjson";

    /// <summary>The type that they had before; kubelets take it still.</summary>
    public const string FormerType = "kubernetes.io/dockercfg";

    /// <summary>Its name in the run's namespace.</summary>
    public string Name { get; } = $"kcr-{session}-pull";

    /// <summary>The secret as the API server takes it.</summary>
    public JsonObject Manifest()
    {
        var content = new JsonObject
        {
            ["auths"] = new JsonObject(credentials.Select(one =>
                KeyValuePair.Create<string, JsonNode?>(one.Key, new JsonObject { ["auth"] = one.Value.Auth }))),
        };
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = Type,
            ["metadata"] = new JsonObject { ["name"] = Name, ["labels"] = PodManifest.Labels(Session.Labels(session)) },
            ["data"] = new JsonObject { [".dockerconfigjson"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ToJsonString())) },
        };
    }
}
