using Harness.Platform.Kubectl;
using Harness.Sandboxes.Docker;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Removes what earlier runs left in a cluster, found by label.</summary>
/// <param name="api">The cluster.</param>
public sealed class ClusterCleaner(KubernetesApi api)
{
    private const string Label = $"{Session.ManagedByLabel}={Session.ManagedBy}";

    /// <summary>Removes leftovers: namespaces of runs with what is in them, and pods and pull secrets in other namespaces.</summary>
    /// <param name="all">Also what belongs to a session whose process is running, or is on another machine.</param>
    /// <param name="cancellation">Ends the cleaning.</param>
    /// <exception cref="InfrastructureException">The cluster is not there, or refused.</exception>
    public async Task<Cleaning> CleanAsync(bool all, CancellationToken cancellation)
    {
        var pods = api.PodsAsync(namespaceName: null, Label, cancellation);
        var namespaces = api.NamespacesAsync(Label, cancellation);
        await Task.WhenAll(pods, namespaces);

        List<Leftover> removed = [];
        List<(Leftover Item, string Reason)> kept = [];
        foreach (var pod in (await pods).Items)
        {
            var within = pod.Metadata.Namespace!;
            await RemoveAsync("pod", $"{within}/{pod.Metadata.Name}", pod.Metadata, () => api.DeletePodAsync(within, pod.Metadata.Name, cancellation));
        }

        // One that is going already needs no help.
        foreach (var one in (await namespaces).Where(one => one.Status?.Phase != "Terminating"))
        {
            await RemoveAsync("namespace", one.Metadata.Name, one.Metadata, () => api.DeleteNamespaceAsync(one.Metadata.Name, cancellation));
        }

        // Last, because not everybody may list secrets: who may not is told so when the rest is gone.
        foreach (var secret in await api.SecretsAsync(Label, cancellation))
        {
            var within = secret.Metadata.Namespace!;
            await RemoveAsync("secret", $"{within}/{secret.Metadata.Name}", secret.Metadata, () => api.DeleteSecretAsync(within, secret.Metadata.Name, cancellation));
        }

        return new Cleaning(removed, kept);

        async Task RemoveAsync(string kind, string name, Metadata metadata, Func<Task<bool>> remove)
        {
            var labels = metadata.Labels ?? new Dictionary<string, string>();
            var item = new Leftover(kind, name, labels.GetValueOrDefault(Session.IdLabel) ?? "");
            if (!all && Session.InUse(labels) is { } reason)
            {
                kept.Add((item, reason));
            }
            else if (await remove())
            {
                removed.Add(item);
            }
        }
    }
}
