using k8s.Models;

namespace Harness.Platform.Kubernetes;

/// <summary>Looks into pods.</summary>
internal static class PodContainers
{
    /// <summary>The state of a container; null before the kubelet has said anything of it.</summary>
    public static V1ContainerStatus? Container(this V1Pod pod, string name) => pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == name);
}
