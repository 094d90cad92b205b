namespace Harness.Catalog;

/// <summary>
/// What production's pods have besides the contract: where they run, in which runtime, and with what their images are pulled. The
/// suite's pods have the same, so that they are those of production.
/// </summary>
public sealed record PodPlacement
{
    /// <summary>Nothing: any node, the cluster's default runtime, no secret.</summary>
    public static PodPlacement None { get; } = new();

    /// <summary>The RuntimeClass; null for the cluster's default runtime.</summary>
    public string? RuntimeClass { get; init; }

    /// <summary>Labels that a node must have.</summary>
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>Taints of nodes that do not keep the pods away.</summary>
    public IReadOnlyList<PodToleration> Tolerations { get; init; } = [];

    /// <summary>
    /// Secrets of the pods' namespace, of type <c>kubernetes.io/dockerconfigjson</c>, that images are pulled with. None: the
    /// run makes one where it has a login.
    /// </summary>
    public IReadOnlyList<string> PullSecrets { get; init; } = [];

    /// <summary>The same, with what others have where this says nothing.</summary>
    public PodPlacement Over(PodPlacement others) => new()
    {
        RuntimeClass = RuntimeClass ?? others.RuntimeClass,
        NodeSelector = NodeSelector.Count > 0 ? NodeSelector : others.NodeSelector,
        Tolerations = Tolerations.Count > 0 ? Tolerations : others.Tolerations,
        PullSecrets = PullSecrets.Count > 0 ? PullSecrets : others.PullSecrets,
    };
}

/// <summary>A taint that a pod tolerates; https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/.</summary>
/// <param name="Key">The taint's key; null for every taint.</param>
/// <param name="Operator">Exists or Equal; null for Equal.</param>
/// <param name="Value">The taint's value, with Equal.</param>
/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute; null for every effect.</param>
public sealed record PodToleration(string? Key, string? Operator, string? Value, string? Effect);
