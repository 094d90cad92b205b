using Harness.Platform.Kubernetes;
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
    /// <exception cref="InfrastructureException">The cluster is not there, or something could not be removed; the rest was.</exception>
    public async Task<Cleaning> CleanAsync(bool all, CancellationToken cancellation)
    {
        var pods = api.PodsAsync(namespaceName: null, Label, cancellation);
        var namespaces = api.NamespacesAsync(Label, cancellation);
        await Task.WhenAll(pods, namespaces);

        List<(Leftover Item, string Reason)> kept = [];
        List<string> problems = [];
        await using var watch = new PodWatch(api, namespaceName: null, Label, await pods);
        var removal = new PodRemoval(api, watch);
        var removed = await RemoveAsync(((await pods).Items ?? []).Select(pod => (
            Of("pod", $"{pod.Metadata.Namespace}/{pod.Metadata.Name}", pod.Metadata),
            pod.Metadata.Labels,
            (Func<Task<bool>>)(() => removal.RemoveAsync(pod.Metadata.Namespace!, pod.Metadata.Name)))));
        // One that is going already needs no help.
        removed.AddRange(await RemoveAsync((await namespaces).Where(one => one.Status?.Phase != "Terminating").Select(one => (
            Of("namespace", one.Metadata.Name, one.Metadata),
            one.Metadata.Labels,
            (Func<Task<bool>>)(() => api.DeleteNamespaceAsync(one.Metadata.Name, cancellation))))));
        try
        {
            // Last, because not everybody may list secrets: who may not is told so when the rest is gone.
            removed.AddRange(await RemoveAsync((await api.SecretsAsync(Label, cancellation)).Select(secret => (
                Of("secret", $"{secret.Metadata.Namespace}/{secret.Metadata.Name}", secret.Metadata),
                secret.Metadata.Labels,
                (Func<Task<bool>>)(() => api.DeleteSecretAsync(secret.Metadata.Namespace!, secret.Metadata.Name, cancellation))))));
        }
        catch (InfrastructureException fault)
        {
            problems.Add(fault.Message);
        }

        return problems.Count == 0
            ? new Cleaning(removed, kept)
            : throw new InfrastructureException(
                $"{removed.Count} leftovers were removed from the cluster of context {api.Context}, {problems.Count} could not be: {string.Join(" ", problems)}");

        async Task<List<Leftover>> RemoveAsync(IEnumerable<(Leftover Item, IReadOnlyDictionary<string, string>? Labels, Func<Task<bool>> Remove)> found)
        {
            List<Task<Leftover?>> attempts = [];
            foreach (var (item, labels, remove) in found)
            {
                if (!all && Session.InUse(labels ?? new Dictionary<string, string>()) is { } reason)
                {
                    kept.Add((item, reason));
                }
                else
                {
                    attempts.Add(AttemptAsync(item, remove));
                }
            }

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

    private static Leftover Of(string kind, string name, Metadata metadata) => new(kind, name, metadata.Labels?.GetValueOrDefault(Session.IdLabel) ?? "");
}
