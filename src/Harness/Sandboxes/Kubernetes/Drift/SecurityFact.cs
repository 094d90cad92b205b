namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>What a pod says of one security-relevant field, as it takes effect.</summary>
/// <param name="Key">What tells it apart within a pod.</param>
/// <param name="Path">Where it is written, or would be, below the pod.</param>
/// <param name="IsWritten">Whether the pod mentions it.</param>
/// <param name="Value">What takes effect, in one spelling; null for nothing.</param>
/// <param name="Shown">The same as it is written.</param>
/// <param name="Default">What takes effect where the field is absent.</param>
/// <param name="Meaning">The same for people.</param>
/// <param name="Why">Why another value matters.</param>
internal sealed record SecurityFact(
    string Key, string Path, bool IsWritten, string? Value, string Shown, string? Default, string? Meaning, string Why)
{
    /// <summary>The same fact of a pod that does not mention it.</summary>
    public SecurityFact Absent() => this with { IsWritten = false, Value = Default, Shown = Meaning is null ? "absent" : $"absent ({Meaning})" };
}
