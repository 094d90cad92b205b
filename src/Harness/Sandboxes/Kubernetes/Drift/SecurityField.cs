using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>A field that decides what a sandbox may do, or what of it the suite has tested.</summary>
/// <param name="Path">The field, below the pod's spec or below a container.</param>
/// <param name="Why">Why another value matters.</param>
/// <param name="Default">What the field's absence means, as JSON; null when it means that there is nothing.</param>
/// <param name="Meaning">The same for people.</param>
/// <param name="Inherited">Whether the pod's security context holds where a container says nothing.</param>
/// <param name="Canonical">Gives two spellings of one value the same text.</param>
internal sealed record SecurityField(
    string Path,
    string Why,
    string? Default = null,
    string? Meaning = null,
    bool Inherited = false,
    Func<JsonNode, string>? Canonical = null)
{
    /// <summary>The value as a fact.</summary>
    /// <param name="key">What tells the fact apart.</param>
    /// <param name="path">Where the value is written.</param>
    /// <param name="value">The value; null when it is absent.</param>
    public SecurityFact Of(string key, string path, JsonNode? value)
    {
        // Empty is what API servers and templates write for nothing.
        var isThere = value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 });
        return new SecurityFact(
            key,
            path,
            isThere,
            !isThere ? Default : Canonical?.Invoke(value!) ?? value!.ToJsonString(),
            isThere ? value!.ToJsonString() : Meaning is null ? "absent" : $"absent ({Meaning})",
            Default,
            Meaning,
            Why);
    }
}
