using Harness.Platform.Kubernetes;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Removes pods and sees that they are gone.</summary>
/// <param name="api">The cluster.</param>
/// <param name="watch">Knows of the pods.</param>
internal sealed class PodRemoval(KubernetesApi api, PodWatch watch)
{
    // Its own deadline: what cancelled the run must not keep it from tidying up.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // A kubelet needs one or two.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Removes a pod and waits until it is gone; false when there was none.</summary>
    /// <exception cref="InfrastructureException">It is not gone: the API server is away or refuses, or its node does not say that it has ended.</exception>
    public async Task<bool> RemoveAsync(string namespaceName, string name)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            // Nothing in it is worth waiting for: one second would do.
            var found = await api.DeletePodAsync(namespaceName, name, graceSeconds: 2, deadline.Token);
            if (!await IsOverAsync(name, deadline.Token))
            {
                // Kubelets before 1.22 overlook a deletion that comes while they start the containers, and come back to it
                // after a minute and more. A shorter grace period is a change of the pod, and makes them look again.
                await api.DeletePodAsync(namespaceName, name, graceSeconds: 1, deadline.Token);
            }

            if (await watch.UntilAsync(name, PodFaults.IsOver, deadline.Token) is not null)
            {
                // Its containers have ended. Kubelets take up to ten seconds more to say that it can go.
                await api.ForgetPodAsync(namespaceName, name, deadline.Token);
                await watch.UntilAsync(name, pod => pod is null, deadline.Token);
            }

            return found;
        }
        catch (OperationCanceledException fault)
        {
            throw Failure($"It is still there after {Deadline.TotalSeconds:0} s: is its node ready?", fault);
        }
        catch (InfrastructureException fault)
        {
            throw Failure(fault.Message, fault);
        }

        async Task<bool> IsOverAsync(string pod, CancellationToken cancellation)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            try
            {
                await watch.UntilAsync(pod, PodFaults.IsOver, patience.Token);
                return true;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        InfrastructureException Failure(string words, Exception fault) => new(
            $"The pod {name} in namespace {namespaceName} could not be removed; `just clean -c {api.Context}` removes it later. {words}", fault);
    }
}
