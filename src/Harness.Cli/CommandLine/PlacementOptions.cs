using System.CommandLine;
using Harness.Catalog;

namespace Harness.Cli.CommandLine;

/// <summary>The options that say what pods have besides the contract; each takes the place of what the catalog has under <c>pods</c>.</summary>
internal sealed class PlacementOptions
{
    private const string PullSecret = "--pull-secret";
    private const string RuntimeClass = "--runtime-class";
    private const string NodeSelector = "--node-selector";

    private readonly Option<string?> pullSecret = Values.ObjectName(
        PullSecret,
        "An existing secret of the namespace, of type kubernetes.io/dockerconfigjson, to pull the images with instead of one made for the run.");
    private readonly Option<string?> runtimeClass = Values.ObjectName(
        RuntimeClass, "The RuntimeClass of the pods (default: the catalog's, else the cluster's).");
    private readonly Option<IReadOnlyDictionary<string, string>?> nodeSelector = Values.Assignments(
        NodeSelector, "A label that the pods' node must have.", "pool=sandboxes");

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(pullSecret);
        command.Add(runtimeClass);
        command.Add(nodeSelector);
    }

    /// <summary>What they ask for.</summary>
    public PodPlacement Of(ParseResult parsed) => new()
    {
        RuntimeClass = parsed.GetValue(runtimeClass),
        NodeSelector = parsed.GetValue(nodeSelector) ?? PodPlacement.None.NodeSelector,
        PullSecrets = parsed.GetValue(pullSecret) is { } secret ? [secret] : [],
    };

    /// <summary>The words of a command line that asks for the same.</summary>
    public static IReadOnlyList<string> Words(PodPlacement placement) =>
    [
        .. placement.PullSecrets.SelectMany(secret => new[] { PullSecret, secret }),
        .. placement.RuntimeClass is { } runtime ? new[] { RuntimeClass, runtime } : [],
        .. placement.NodeSelector.SelectMany(label => new[] { NodeSelector, $"{label.Key}={label.Value}" }),
    ];
}
