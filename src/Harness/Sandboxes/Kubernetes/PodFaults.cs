using System.Globalization;
using Harness.Platform.Credentials;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using k8s.Models;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Reads from a pod's status what keeps the sandbox from coming up, or what ended it.</summary>
internal static class PodFaults
{
    /// <summary>The reason of a container whose image was not to be had from its registry, the moment after.</summary>
    public const string PullFailure = "ErrImagePull";

    /// <summary>The reason of a container whose image will be pulled again in a while.</summary>
    public const string PullBackOff = "ImagePullBackOff";

    private const string NeverPulled = "ErrImageNeverPull";

    private static readonly string[] NoImage =
        [NeverPulled, PullFailure, PullBackOff, "InvalidImageName", "ImageInspectError", "RegistryUnavailable"];

    // What kubelets and runtimes say that know no user namespaces, or not the runtime that a RuntimeClass names.
    private static readonly string[] Lacking = ["user namespaces", "hostUsers", "no runtime for", "RuntimeHandler", "runtime handler"];

    // The reasons of a container that waits for what is still being done.
    private static readonly string[] Underway = ["ContainerCreating", "PodInitializing"];

    /// <summary>Whether nothing is left to wait for: the sidecar runs and main runs or cannot, or the pod is lost.</summary>
    public static bool IsSettled(V1Pod? pod) =>
        pod is null
        || Of(pod, _ => "") is not null
        || (pod.Container(PodManifest.Sidecar)?.State?.Running is not null && IsDecided(pod.Container(PodManifest.Main)));

    /// <summary>Whether a pod that is being deleted has nothing running any more, by the kubelet's word.</summary>
    public static bool IsOver(V1Pod? pod) => pod is null || (
        pod.Metadata.DeletionTimestamp is not null
        && pod.Status?.ContainerStatuses is { Count: > 0 } containers
        && containers.All(one => one.State?.Terminated is not null));

    /// <summary>Whether an event says that the node can never start the pod, however often it tries: its runtime lacks what the pod asks for.</summary>
    public static bool IsHopeless(Corev1Event one) =>
        one.Reason == "FailedCreatePodSandBox"
        && Array.Exists(Lacking, words => one.Message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Whether a container with this reason waits for an image that its node has not got.</summary>
    public static bool IsImageless(string reason) => NoImage.Contains(reason);

    /// <summary>Why the pod gives no sandbox; null while it may still, or does. What is wrong with main alone is for checks to judge.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="remedy">What to do about a node that has not got an image.</param>
    public static string? Of(V1Pod pod, Func<string, string> remedy)
    {
        var containers = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);
        if (containers.FirstOrDefault(one => NoImage.Contains(one.State?.Waiting?.Reason)) is { } imageless)
        {
            var (reason, message) = (imageless.State!.Waiting!.Reason, imageless.State.Waiting.Message);
            var way = KubernetesFault.IsOfCertificates(message ?? "") ? RegistryTrust.OfNode(HostIn(ImageIn(message))) : remedy(ImageIn(message));
            return $"the node has no image for the container {imageless.Name} and cannot get it ({reason}: {Sentence.Bare(message ?? "")}). "
                + $"{way}{(reason == NeverPulled ? $" {PullRecords.Hint(ImageIn(message))}" : "")}";
        }

        if (pod.Status is { Phase: "Failed", Reason: { Length: > 0 } } failed)
        {
            return $"the pod was ended by the cluster ({failed.Reason}: {failed.Message})";
        }

        if (FailedInit(pod) is { } init)
        {
            return Failure($"init container {init.Name}", init.State!);
        }

        return pod.Container(PodManifest.Sidecar)?.State is { } sidecar ? Failure("sidecar", sidecar) : null;
    }

    /// <summary>The init container that failed, so that no other is started; null when none has.</summary>
    public static V1ContainerStatus? FailedInit(V1Pod? pod) => pod?.Status?.InitContainerStatuses?.FirstOrDefault(
        one => one.State is { } state && state.Terminated is not { ExitCode: 0 } && Failure("", state) is not null);

    /// <summary>What it still waits for, when time is up.</summary>
    public static string Waiting(V1Pod pod)
    {
        var unmet = (pod.Status?.Conditions ?? [])
            .Where(condition => condition is { Status: "False", Type: "PodScheduled" })
            .Select(condition => $"no node takes it ({condition.Reason}: {condition.Message})");
        var waiting = (pod.Status?.ContainerStatuses ?? [])
            .Where(status => status.State?.Waiting is not null)
            .Select(status => $"{status.Name} waits ({status.State!.Waiting!.Reason} {status.State.Waiting.Message})"
                .Replace(" )", ")", StringComparison.Ordinal));
        var words = string.Join("; ", unmet.Concat(waiting));
        return words.Length > 0 ? words : $"phase {pod.Status?.Phase ?? "unknown"}";
    }

    /// <summary>How a container failed that should not have ended yet; null when it has not.</summary>
    private static string? Failure(string container, V1ContainerState state) => state switch
    {
        { Terminated: { } ended } =>
            string.Create(CultureInfo.InvariantCulture, $"the {container} ended with status {ended.ExitCode} ({ended.Reason} {ended.Message})")
                .Replace(" )", ")", StringComparison.Ordinal),
        { Waiting: { Reason: { } stuck } waiting } when !Underway.Contains(stuck) => $"the {container} cannot be started ({stuck}: {waiting.Message})",
        _ => null,
    };

    private static bool IsDecided(V1ContainerStatus? main) =>
        main?.State is { } state && (state.Running is not null || state.Terminated is not null || !Underway.Contains(state.Waiting?.Reason));

    private static string? HostIn(string image) => image.Contains('/', StringComparison.Ordinal) ? RegistryHost.Of(image) : null;

    // The kubelet quotes the image in its message, in whichever words.
    private static string ImageIn(string? message) => message?.Split('"') is [_, var image, _, ..] ? image : "the image";
}
