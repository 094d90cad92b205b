using Harness.Platform.Kubernetes;
using k8s.Models;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Removes what earlier runs left in a cluster, found by label.</summary>
/// <param name="api">The cluster.</param>
public sealed class ClusterCleaner(KubernetesApi api)
{
    private const string Label = $"{Session.ManagedByLabel}={Session.ManagedBy}";

    /// <summary>Removes leftovers: namespaces of runs with what is in them, and pods and pull secrets in other namespaces.</summary>
    /// <param name="scope">What is to be removed.</param>
    /// <param name="cancellation">Ends the cleaning.</param>
    /// <exception cref="InfrastructureException">The cluster is not there, or something could not be removed; the rest was.</exception>
    public async Task<Cleaning> CleanAsync(CleaningScope scope, CancellationToken cancellation)
    {
        var pods = api.PodsAsync(namespaceName: null, Label, cancellation);
        var namespaces = api.NamespacesAsync(Label, cancellation);
        await Task.WhenAll(pods, namespaces);

        List<(Leftover Item, string Reason, string Option)> kept = [];
        List<string> problems = [];
        await using var watch = new PodWatch(api, namespaceName: null, Label, await pods);
        var removal = new PodRemoval(api, watch);
        var removed = await RemoveAsync(((await pods).Items ?? []).Select(pod => (
            Of("pod", $"{pod.Metadata.NamespaceProperty}/{pod.Metadata.Name}", pod.Metadata),
            pod.Metadata,
            (Func<Task<bool>>)(() => removal.RemoveAsync(pod.Metadata.NamespaceProperty, pod.Metadata.Name)))));
        // One that is going already needs no help.
        removed.AddRange(await RemoveAsync((await namespaces).Where(one => one.Status?.Phase != "Terminating").Select(one => (
            Of("namespace", one.Metadata.Name, one.Metadata),
            one.Metadata,
            (Func<Task<bool>>)(() => api.DeleteNamespaceAsync(one.Metadata.Name, cancellation))))));
        try
        {
            // Last, because not everybody may list secrets: a user who may not hears so when the rest is gone.
            removed.AddRange(await RemoveAsync((await api.SecretsAsync(Label, cancellation)).Select(secret => (
                Of("secret", $"{secret.NamespaceProperty}/{secret.Name}", secret),
                secret,
                (Func<Task<bool>>)(() => api.DeleteSecretAsync(secret.NamespaceProperty, secret.Name, cancellation))))));
        }
        catch (InfrastructureException fault)
        {
            problems.Add(fault.Message);
        }

        return problems.Count == 0
            ? new Cleaning(removed, kept)
            : throw new InfrastructureException(
                $"{removed.Count} leftovers were removed from the cluster of context {api.Context}, "
                + $"{problems.Count} could not be: {string.Join(" ", problems)}");

        async Task<List<Leftover>> RemoveAsync(IEnumerable<(Leftover Item, V1ObjectMeta Metadata, Func<Task<bool>> Remove)> found)
        {
            List<(Leftover Item, IReadOnlyDictionary<string, string> Labels, Func<Task<bool>> Remove)> ours = [];
            foreach (var (item, metadata, remove) in found)
            {
                var labels = (metadata.Labels ?? new Dictionary<string, string>()).AsReadOnly();
                if (scope.Spares(labels) is { } spared)
                {
                    kept.Add((item, spared.Reason, spared.Option));
                }
                else
                {
                    ours.Add((item, labels, remove));
                }
            }

            scope.Tell($"the cluster of context {api.Context}", ours.Select(one => (one.Item, one.Labels)));
            var attempts = ours.Select(one => AttemptAsync(one.Item, one.Remove)).ToList();
            return [.. (await Task.WhenAll(attempts).WaitAsync(cancellation)).OfType<Leftover>()];
        }

        async Task<Leftover?> AttemptAsync(Leftover item, Func<Task<bool>> remove)
        {
            try
            {
                // What somebody else removed meanwhile was not removed here.
                return await remove() ? item : null;
            }
            catch (InfrastructureException fault)
            {
                lock (problems)
                {
                    problems.Add(fault.Message);
                }

                return null;
            }
        }
    }

    private static Leftover Of(string kind, string name, V1ObjectMeta metadata) =>
        new(kind, name, metadata.Labels?.TryGetValue(Session.IdLabel, out var session) == true ? session : "");
}
