using k8s.Models;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>
/// Follows how a kubelet fares with a pod's images. A first pull that failed is not its last word: it pulls without a
/// secret that it could not read within a second (kubernetes/kubernetes#117972), registries turn away who comes too
/// often, and it tries again by itself once its back-off of ten seconds is over. A second failure is believed.
/// </summary>
internal sealed class PullAttempts
{
    private readonly HashSet<string> backedOff = new(StringComparer.Ordinal);
    private bool hasFailedAgain;

    /// <summary>
    /// Whether the pod has no other fault than pulls that failed once. To be asked for each state that the pod comes to:
    /// a container's second failure is the one after its back-off.
    /// </summary>
    public bool WillBeRepeated(V1Pod? pod)
    {
        if (pod?.Status is not { ContainerStatuses: { } containers, Phase: not "Failed" })
        {
            return false;
        }

        var failed = false;
        foreach (var container in (pod.Status.InitContainerStatuses ?? []).Concat(containers))
        {
            switch (container.State?.Waiting?.Reason)
            {
                case PodFaults.PullBackOff:
                    backedOff.Add(container.Name);
                    failed = true;
                    break;
                case PodFaults.PullFailure:
                    hasFailedAgain |= backedOff.Contains(container.Name);
                    failed = true;
                    break;
                case { } reason when PodFaults.IsImageless(reason):
                    return false;
            }
        }

        return failed && !hasFailedAgain;
    }
}
