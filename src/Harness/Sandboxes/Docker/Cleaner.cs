using Harness.Platform.Docker;

namespace Harness.Sandboxes.Docker;

/// <summary>Removes what earlier runs left in the engine, found by label.</summary>
/// <param name="engine">The engine.</param>
public sealed class Cleaner(DockerEngine engine)
{
    // A kubelet that uses the engine gives a pod's labels to its containers, which are the cluster's to remove.
    private const string PodLabel = "io.kubernetes.pod.name";

    private const string Label = $"{Session.ManagedByLabel}={Session.ManagedBy}";

    /// <summary>Removes leftovers, containers before the volumes and networks that they use.</summary>
    /// <param name="session">Only what this session created; null for every session.</param>
    /// <param name="scope">What is to be removed.</param>
    /// <param name="cancellation">Ends the cleaning.</param>
    /// <exception cref="InfrastructureException">The engine is not there, or refused to remove something; the rest was removed.</exception>
    public async Task<Cleaning> CleanAsync(string? session, CleaningScope scope, CancellationToken cancellation)
    {
        var containers = engine.ContainersAsync(Label, cancellation);
        var volumes = engine.VolumesAsync(Label, cancellation);
        var networks = engine.NetworksAsync(Label, cancellation);
        await Task.WhenAll(containers, volumes, networks);

        var reasons = new Dictionary<string, (string Reason, string Option)?>(StringComparer.Ordinal);
        List<(Leftover Item, string Reason, string Option)> kept = [];
        List<string> problems = [];
        var chosen = new[]
        {
            Choose((await containers).Where(item => !Has(item.Labels, PodLabel)).Select(item => (
                new Leftover("container", item.Names is [var name, ..] ? name.TrimStart('/') : item.ID, Of(item.Labels)),
                (IDictionary<string, string>?)item.Labels))),
            Choose((await volumes).Select(item => (new Leftover("volume", item.Name, Of(item.Labels)), (IDictionary<string, string>?)item.Labels))),
            Choose((await networks).Select(item => (new Leftover("network", item.Name, Of(item.Labels)), (IDictionary<string, string>?)item.Labels))),
        };
        scope.Tell($"the engine at {engine.Context}", chosen.SelectMany(one => one));
        var removed = new List<Leftover>();
        removed.AddRange(await RemoveAsync(chosen[0], item => engine.RemoveContainerAsync(item.Name, cancellation)));
        removed.AddRange(await RemoveAsync(chosen[1], item => engine.RemoveVolumeAsync(item.Name, cancellation)));
        removed.AddRange(await RemoveAsync(chosen[2], item => engine.RemoveNetworkAsync(item.Name, cancellation)));
        return problems.Count == 0
            ? new Cleaning(removed, kept)
            : throw new InfrastructureException(
                $"{removed.Count} leftovers were removed, {problems.Count} could not be: {string.Join(" ", problems)}");

        List<(Leftover Item, IReadOnlyDictionary<string, string> Labels)> Choose(IEnumerable<(Leftover Item, IDictionary<string, string>? Labels)> found)
        {
            List<(Leftover Item, IReadOnlyDictionary<string, string> Labels)> ours = [];
            foreach (var (item, labels) in found.Where(one => session is null || one.Item.Session == session))
            {
                var known = labels?.AsReadOnly() ?? new Dictionary<string, string>().AsReadOnly();
                if (Spares(item.Session, known) is { } spared)
                {
                    kept.Add((item, spared.Reason, spared.Option));
                }
                else
                {
                    ours.Add((item, known));
                }
            }

            return ours;
        }

        async Task<IEnumerable<Leftover>> RemoveAsync(
            List<(Leftover Item, IReadOnlyDictionary<string, string> Labels)> ours, Func<Leftover, Task<bool>> remove) =>
            (await Task.WhenAll(ours.Select(one => AttemptAsync(one.Item, remove)))).OfType<Leftover>();

        async Task<Leftover?> AttemptAsync(Leftover item, Func<Leftover, Task<bool>> remove)
        {
            try
            {
                // What somebody else removed meanwhile was not removed here.
                return await remove(item) ? item : null;
            }
            catch (InfrastructureException fault)
            {
                // Refused, or too slow: neither is a reason to leave the others.
                lock (problems)
                {
                    problems.Add($"{item.Kind} {item.Name}: {(fault as EngineException)?.EngineMessage ?? fault.Message}");
                }

                return null;
            }
        }

        (string Reason, string Option)? Spares(string id, IReadOnlyDictionary<string, string> labels)
        {
            if (!reasons.TryGetValue(id, out var reason))
            {
                reasons[id] = reason = scope.Spares(labels);
            }

            return reason;
        }
    }

    // Engines write null for none.
    private static bool Has(IDictionary<string, string>? labels, string name) => labels?.ContainsKey(name) == true;

    private static string Of(IDictionary<string, string>? labels) => labels?.TryGetValue(Session.IdLabel, out var id) == true ? id : "";
}
