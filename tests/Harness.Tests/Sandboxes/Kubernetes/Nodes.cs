using k8s;
using k8s.Models;

namespace Harness.Tests.Sandboxes.Kubernetes;

/// <summary>Nodes in the API server's words.</summary>
internal static class Nodes
{
    public static V1Node Of(
        string name = "node", string runtime = "containerd://1.7.1", string? provider = null, string kernel = "6.1.0",
        string? minikube = null, string kubelet = "v1.34.1", params string[] images) =>
        KubernetesJson.Deserialize<V1Node>(
            $$"""
            {"metadata":{"name":"{{name}}","labels":{"kubernetes.io/os":"linux"{{(minikube is null ? "" : $",\"minikube.k8s.io/name\":\"{minikube}\"")}} } },
             "spec":{ {{(provider is null ? "" : $"\"providerID\":\"{provider}\"")}} },
             "status":{"nodeInfo":{"containerRuntimeVersion":"{{runtime}}","kernelVersion":"{{kernel}}","kubeletVersion":"{{kubelet}}"},
               "images":[{{string.Join(',', images.Select(image => $"{{\"names\":[\"docker.io/library/import@sha256:0\",\"{image}\"],\"sizeBytes\":1}}"))}}] } }
            """);
}
