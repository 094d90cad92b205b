using k8s.KubeConfigModels;

namespace Harness.Platform.Kubernetes;

/// <summary>A context of the kubeconfig: a cluster, and as whom it is asked. Nothing is ever written to the kubeconfig.</summary>
public sealed class ClusterContext
{
    private const string Usual = "docker-desktop";

    internal ClusterContext(string name, ClusterSettings cluster, UserSettings? user = null)
    {
        Name = name;
        Cluster = cluster;
        User = user;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    internal ClusterSettings Cluster { get; }

    /// <summary>Null where the context names none: then the API server is asked as nobody.</summary>
    internal UserSettings? User { get; }

    /// <summary>Chooses the context: the one asked for, else docker-desktop, else the current one.</summary>
    /// <param name="kubeconfig">The kubeconfig files, as <c>KUBECONFIG</c> lists them.</param>
    /// <param name="asked">The context asked for; null for the default.</param>
    /// <param name="message">Takes what the user must know of the choice.</param>
    /// <exception cref="InfrastructureException">There is no such context, or none at all, or a file cannot be read.</exception>
    public static ClusterContext Choose(string kubeconfig, string? asked, Action<string> message)
    {
        var read = Kubeconfig.Read(kubeconfig);
        var names = read.Contexts.Select(context => context.Name).ToArray();
        if (asked is not null)
        {
            return names.Contains(asked, StringComparer.Ordinal)
                ? Of(read, asked, kubeconfig)
                : throw new InfrastructureException(
                    $"There is no context '{asked}' in the kubeconfig ({kubeconfig}){(Suggestion.For(asked, names) is { Length: > 0 } near ? near : ".")} "
                    + $"{Exist(names)}");
        }

        if (names.Contains(Usual, StringComparer.Ordinal))
        {
            return Of(read, Usual, kubeconfig);
        }

        if (read.CurrentContext is not { } current)
        {
            throw new InfrastructureException(
                $"The kubeconfig ({kubeconfig}) has neither a context {Usual} nor a current one, so there is no cluster to test on. "
                + $"{Exist(names)} Name one with -c.");
        }

        if (!names.Contains(current, StringComparer.Ordinal))
        {
            throw new InfrastructureException(
                $"The kubeconfig ({kubeconfig}) has no context {Usual}, and its current one, {current}, does not exist. {Exist(names)} Name one with -c.");
        }

        message($"There is no context {Usual}; the current one is used: {current}. -c chooses another.");
        return Of(read, current, kubeconfig);
    }

    private static ClusterContext Of(K8SConfiguration read, string name, string kubeconfig)
    {
        var context = read.Contexts.First(one => one.Name == name).ContextDetails;
        var cluster = (ClusterSettings?)read.Clusters.FirstOrDefault(one => one.Name == context.Cluster)?.ClusterEndpoint;
        var user = (UserSettings?)read.Users.FirstOrDefault(one => one.Name == context.User)?.UserCredentials;
        return cluster is null ? throw Missing("cluster", context.Cluster)
            : user is null && !string.IsNullOrEmpty(context.User) ? throw Missing("user", context.User)
            : new ClusterContext(name, cluster, user);

        InfrastructureException Missing(string kind, string? missing) => new(
            $"The context {name} of the kubeconfig ({kubeconfig}) names the "
            + $"{kind} '{missing}', which is not there. Name another context with -c, or put the {kind} right.");
    }

    private static string Exist(string[] names) =>
        names.Length == 0 ? "There is no context at all." : $"Those that exist: {string.Join(", ", names)}.";
}
