using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>A pod template in a file: a Pod itself, or what a workload makes its pods from.</summary>
/// <param name="Name">The object as people name it: <c>Deployment sandboxes/runner</c>.</param>
/// <param name="Path">Where in the object the pod is; empty for a Pod, otherwise ended by a dot.</param>
/// <param name="Pod">The pod: <c>metadata</c> and <c>spec</c>.</param>
internal sealed record PodTemplate(string Name, string Path, JsonObject Pod);
