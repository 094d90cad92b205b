namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>A place where a manifest differs from the contract.</summary>
/// <param name="Path">The field within the object.</param>
/// <param name="Expected">What the contract says.</param>
/// <param name="Seen">What the manifest says.</param>
/// <param name="Why">Why it matters.</param>
public sealed record DriftDifference(string Path, string Expected, string Seen, string Why);
