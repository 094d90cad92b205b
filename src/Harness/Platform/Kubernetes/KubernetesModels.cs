using System.Text.Json;

namespace Harness.Platform.Kubernetes;

/// <summary>What of a pod the harness reads; the names are the API's.</summary>
internal sealed record Pod(Metadata Metadata, PodStatus? Status)
{
    /// <summary>The state of a container; null before the kubelet has said anything of it.</summary>
    public ContainerStatus? Container(string name) => Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == name);
}

internal sealed record Metadata(
    string Name,
    string? Namespace,
    string? ResourceVersion,
    IReadOnlyDictionary<string, string>? Labels,
    DateTimeOffset? DeletionTimestamp);

internal sealed record PodStatus(
    string? Phase,
    string? Reason,
    string? Message,
    IReadOnlyList<Condition>? Conditions,
    IReadOnlyList<ContainerStatus>? ContainerStatuses,
    IReadOnlyList<ContainerStatus>? InitContainerStatuses = null);

internal sealed record Condition(string Type, string Status, string? Reason, string? Message);

internal sealed record ContainerStatus(string Name, bool Ready, int RestartCount, ContainerState? State, string? ImageID = null);

internal sealed record ContainerState(Waiting? Waiting, Running? Running, Terminated? Terminated);

internal sealed record Waiting(string? Reason, string? Message);

internal sealed record Running(DateTimeOffset? StartedAt);

internal sealed record Terminated(int ExitCode, string? Reason, string? Message);

internal sealed record ListMetadata(string? ResourceVersion);

internal sealed record PodPage(ListMetadata Metadata, IReadOnlyList<Pod>? Items);

internal sealed record NamespaceList(IReadOnlyList<NamespaceDetails>? Items);

internal sealed record NamespaceDetails(Metadata Metadata, NamespaceStatus? Status);

internal sealed record NamespaceStatus(string? Phase);

internal sealed record EventList(IReadOnlyList<PodEvent>? Items);

internal sealed record PodEvent(string? Type, string? Reason, string? Message, int? Count, DateTimeOffset? LastTimestamp);

internal sealed record NodeList(IReadOnlyList<Node>? Items);

internal sealed record Node(Metadata Metadata, NodeSpec? Spec, NodeStatus? Status);

internal sealed record NodeSpec(bool? Unschedulable, string? ProviderID);

internal sealed record NodeStatus(
    IReadOnlyDictionary<string, string>? Allocatable,
    IReadOnlyList<Condition>? Conditions,
    NodeInfo? NodeInfo,
    IReadOnlyList<ImageOnNode>? Images);

internal sealed record NodeInfo(string? ContainerRuntimeVersion, string? KernelVersion);

internal sealed record ImageOnNode(IReadOnlyList<string>? Names);

/// <summary>Things of any kind, of which the API server says no more than their metadata.</summary>
internal sealed record MetadataList(IReadOnlyList<MetadataItem>? Items);

internal sealed record MetadataItem(Metadata Metadata);

internal sealed record WatchEvent(string Type, JsonElement Object);

/// <summary>How the API server says that something was refused, or is amiss.</summary>
internal sealed record ApiStatus(
    string? Kind, string? ApiVersion, string? Status, string? Message, string? Reason, StatusDetails? Details, int? Code);

/// <summary>What a status says beyond words.</summary>
internal sealed record StatusDetails(IReadOnlyList<StatusCause>? Causes);

/// <summary>One cause: of a program that ended with a status other than 0, <c>ExitCode</c> and the number.</summary>
internal sealed record StatusCause(string? Reason, string? Message);
